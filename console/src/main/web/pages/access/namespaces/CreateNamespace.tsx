import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { request } from '@/api/client';
import { useSession } from '@/session/session';
import { FormModal } from '@/shared/FormModal';
import { TextField } from '@/shared/TextField';
import { useToasts } from '@/shared/toasts';
import { useText } from '@/text/useText';
import { namespacesText } from './text';

export function CreateNamespace({ onClose }: { readonly onClose: () => void }) {
  const text = useText(namespacesText);
  const toasts = useToasts();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const { refresh } = useSession();
  const [typed, setTyped] = useState('');
  const name = typed.trim();
  const create = async () => {
    await request(`/api/v1/namespaces/${encodeURIComponent(name)}`, { method: 'PUT' });
    await Promise.all([
      queries.invalidateQueries({ queryKey: ['namespaces'] }),
      queries.invalidateQueries({ queryKey: ['namespace-names'] }),
      refresh(),
    ]);
    toasts.done(text.made(name));
    onClose();
    await navigate(`/access/namespaces/${name}`);
  };
  return (
    <FormModal
      title={text.createTitle}
      description={text.createNext}
      submit={text.create}
      disabled={name === ''}
      onSubmit={create}
      onClose={onClose}
    >
      <TextField
        label={text.name}
        help={text.nameHelp}
        required
        autoComplete="off"
        maxLength={255}
        value={typed}
        onChange={setTyped}
      />
    </FormModal>
  );
}
