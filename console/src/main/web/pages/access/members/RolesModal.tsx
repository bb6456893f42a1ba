import { Content, Label, LabelGroup } from '@patternfly/react-core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Member, RoleGiven } from '@/api/access';
import { request } from '@/api/client';
import { useSession } from '@/session/session';
import { ErrorState } from '@/shared/ErrorState';
import { FormModal } from '@/shared/FormModal';
import { useToasts } from '@/shared/toasts';
import { useText } from '@/text/useText';
import { sameRole } from '../roles';
import { RoleFields, type WantedRole } from './RoleFields';
import { useRoleWords } from './RoleLabels';
import { membersText } from './text';

/** Gives roles and takes them back, each at once. */
export function RolesModal({
  member,
  onClose,
}: {
  readonly member: Member;
  readonly onClose: () => void;
}) {
  const text = useText(membersText);
  const words = useRoleWords();
  const toasts = useToasts();
  const queries = useQueryClient();
  const { session, refresh } = useSession();
  const [roles, setRoles] = useState(member.roles);
  const [wanted, setWanted] = useState<WantedRole>({ role: 'Reader', namespace: '' });
  const [error, setError] = useState<unknown>();
  const changed = async (now: Member) => {
    setRoles(now.roles);
    setError(undefined);
    await queries.invalidateQueries({ queryKey: ['members'] });
    if (member.id === session.principal) {
      await refresh();
    }
  };
  const give = async () => {
    setError(undefined);
    const { role, namespace } = wanted;
    const body = { to: member.name, role, ...(namespace === '' ? {} : { namespace }) };
    await changed(await request<Member>('/api/v2/roles', { method: 'POST', body }));
    toasts.done(text.given(role, member.name));
  };
  const take = async (role: RoleGiven) => {
    try {
      const query = { to: member.name, role: role.role, namespace: role.namespace };
      await changed(await request<Member>('/api/v2/roles', { method: 'DELETE', query }));
      toasts.done(text.taken(role.role, member.name));
    } catch (e) {
      setError(e);
    }
  };
  const has =
    wanted.role !== '' &&
    roles.some((role) =>
      sameRole(role, {
        role: wanted.role === '' ? 'Reader' : wanted.role,
        namespace: wanted.namespace,
      }),
    );
  return (
    <FormModal
      title={text.rolesOf(member.name)}
      description={text.rolesNext}
      submit={text.give}
      cancel={text.done}
      disabled={has}
      onSubmit={give}
      onClose={onClose}
    >
      {error !== undefined && <ErrorState error={error} compact />}
      {roles.length === 0 ? (
        <Content component="p">{text.hasNone}</Content>
      ) : (
        <LabelGroup categoryName={text.has} numLabels={20}>
          {roles.map((role) => (
            <Label
              key={words(role)}
              closeBtnAriaLabel={text.take(words(role))}
              onClose={() => void take(role)}
            >
              {words(role)}
            </Label>
          ))}
        </LabelGroup>
      )}
      <RoleFields value={wanted} onChange={setWanted} />
    </FormModal>
  );
}
