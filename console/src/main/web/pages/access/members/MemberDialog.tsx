import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from 'react-router';
import type { Member, MemberKind } from '@/api/access';
import { request } from '@/api/client';
import { ConfirmModal } from '@/shared/ConfirmModal';
import { ShownOnce } from '@/shared/ShownOnce';
import { useToasts } from '@/shared/toasts';
import { useText } from '@/text/useText';
import { CreateMember } from './CreateMember';
import { ResetPassword } from './ResetPassword';
import { RolesModal } from './RolesModal';
import { membersText } from './text';

export type Dialog =
  | { readonly what: 'create' }
  | { readonly what: 'roles' | 'reset' | 'delete'; readonly member: Member }
  | { readonly what: 'password'; readonly name: string; readonly password: string };

/** What is open over the list, and what comes after it. */
export function MemberDialog({
  kind,
  dialog,
  onChange,
}: {
  readonly kind: MemberKind;
  readonly dialog: Dialog;
  readonly onChange: (dialog: Dialog | undefined) => void;
}) {
  const text = useText(membersText);
  const toasts = useToasts();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const close = () => onChange(undefined);
  const told = (member: Member) => {
    onChange(
      member.password === undefined
        ? undefined
        : { what: 'password', name: member.name, password: member.password },
    );
  };
  switch (dialog.what) {
    case 'create':
      return (
        <CreateMember
          kind={kind}
          onClose={close}
          onMade={(member) => {
            toasts.done(text[kind].made(member.name));
            told(member);
            if (kind === 'service-ids') {
              // A program without a key can do nothing: that is what comes next.
              void navigate(`/access/keys?owner=${encodeURIComponent(member.name)}`);
            }
          }}
        />
      );
    case 'roles':
      return <RolesModal member={dialog.member} onClose={close} />;
    case 'reset':
      return <ResetPassword member={dialog.member} onReset={told} onClose={close} />;
    case 'delete': {
      const { name } = dialog.member;
      return (
        <ConfirmModal
          title={`${text[kind].delete}?`}
          confirm={text[kind].delete}
          onClose={close}
          onConfirm={async () => {
            await request(`/api/v2/${kind}/${encodeURIComponent(name)}`, { method: 'DELETE' });
            await queries.invalidateQueries({ queryKey: ['members'] });
            toasts.done(text[kind].gone(name));
            close();
          }}
        >
          <p>
            <strong>{name}</strong> {text[kind].deleteNext}
          </p>
        </ConfirmModal>
      );
    }
    case 'password':
      return (
        <ShownOnce
          title={text.passwordTitle(dialog.name)}
          warning={text.passwordOnce}
          secret={dialog.password}
          copy={text.copyPassword}
          onClose={close}
        />
      );
  }
}
