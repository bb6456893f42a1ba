import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Member, MemberKind } from '@/api/access';
import { request } from '@/api/client';
import { FormModal } from '@/shared/FormModal';
import { TextField } from '@/shared/TextField';
import { useToasts } from '@/shared/toasts';
import { useText } from '@/text/useText';
import { RoleFields, type WantedRole } from './RoleFields';
import { membersText } from './text';

/** Makes a user or a service ID, with a role where one is chosen. */
export function CreateMember({
  kind,
  onMade,
  onClose,
}: {
  readonly kind: MemberKind;
  readonly onMade: (member: Member) => void;
  readonly onClose: () => void;
}) {
  const text = useText(membersText);
  const toasts = useToasts();
  const queries = useQueryClient();
  const [name, setName] = useState('');
  const [wanted, setWanted] = useState<WantedRole>({ role: 'Reader', namespace: '' });
  const create = async () => {
    const made = await request<Member>(`/api/v2/${kind}`, {
      method: 'POST',
      body: { name: name.trim() },
    });
    try {
      if (wanted.role !== '') {
        const body = {
          to: made.name,
          role: wanted.role,
          ...(wanted.namespace === '' ? {} : { namespace: wanted.namespace }),
        };
        await request<Member>('/api/v2/roles', { method: 'POST', body });
      }
    } catch (e) {
      // It is made, and its password must be seen; the role can be given again.
      toasts.failed(e);
    }
    await queries.invalidateQueries({ queryKey: ['members', kind] });
    onMade(made);
  };
  return (
    <FormModal
      title={text[kind].createTitle}
      description={text[kind].createNext}
      submit={text[kind].create}
      disabled={name.trim() === ''}
      onSubmit={create}
      onClose={onClose}
    >
      <TextField
        label={text.name}
        help={text[kind].nameHelp}
        required
        autoComplete="off"
        maxLength={128}
        value={name}
        onChange={setName}
      />
      <RoleFields value={wanted} onChange={setWanted} optional label={text.firstRole} />
    </FormModal>
  );
}
