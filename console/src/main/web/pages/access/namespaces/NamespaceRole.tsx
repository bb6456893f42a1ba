import { FormGroup, FormSelect, FormSelectOption } from '@patternfly/react-core';
import { useQueryClient } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { request } from '@/api/client';
import type { RoleName } from '@/api/session';
import { useSession } from '@/session/session';
import { FormModal } from '@/shared/FormModal';
import { TextField } from '@/shared/TextField';
import { useToasts } from '@/shared/toasts';
import { useText } from '@/text/useText';
import { ROLES } from '../roles';
import { namespacesText } from './text';

/** Gives a role in a namespace, or takes it back, by the name of who has it. */
export function NamespaceRole({
  namespace,
  what,
  onClose,
}: {
  readonly namespace: string;
  readonly what: 'give' | 'take';
  readonly onClose: () => void;
}) {
  const text = useText(namespacesText);
  const toasts = useToasts();
  const queries = useQueryClient();
  const { refresh } = useSession();
  const id = useId();
  const [who, setWho] = useState('');
  const [role, setRole] = useState<RoleName>('Reader');
  const to = who.trim();
  const submit = async () => {
    if (what === 'give') {
      await request('/api/v2/roles', { method: 'POST', body: { to, role, namespace } });
    } else {
      await request('/api/v2/roles', { method: 'DELETE', query: { to, role, namespace } });
    }
    await Promise.all([queries.invalidateQueries({ queryKey: ['members'] }), refresh()]);
    toasts.done(what === 'give' ? text.given(role, to) : text.taken(role, to));
    onClose();
  };
  return (
    <FormModal
      title={what === 'give' ? text.giveTitle(namespace) : text.takeTitle(namespace)}
      submit={what === 'give' ? text.give : text.take}
      disabled={to === ''}
      onSubmit={submit}
      onClose={onClose}
    >
      <TextField
        label={text.who}
        help={text.whoHelp}
        required
        autoComplete="off"
        value={who}
        onChange={setWho}
      />
      <FormGroup label={text.role} fieldId={`${id}-role`}>
        <FormSelect
          id={`${id}-role`}
          value={role}
          onChange={(_, value) => setRole(ROLES.find((each) => each === value) ?? 'Reader')}
        >
          {ROLES.map((each) => (
            <FormSelectOption key={each} value={each} label={each} />
          ))}
        </FormSelect>
      </FormGroup>
    </FormModal>
  );
}
