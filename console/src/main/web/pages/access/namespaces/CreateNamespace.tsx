import {
  FormGroup,
  FormHelperText,
  HelperText,
  HelperTextItem,
  TextInput,
} from '@patternfly/react-core';
import { useQueryClient } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { useNavigate } from 'react-router';
import { request } from '@/api/client';
import { useSession } from '@/session/session';
import { FormModal } from '@/shared/FormModal';
import { useToasts } from '@/shared/toasts';
import { useText } from '@/text/useText';
import { namespacesText } from './text';

export function CreateNamespace({ onClose }: { readonly onClose: () => void }) {
  const text = useText(namespacesText);
  const toasts = useToasts();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const { refresh } = useSession();
  const id = useId();
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
      <FormGroup label={text.name} fieldId={id} isRequired>
        <TextInput
          id={id}
          value={typed}
          isRequired
          autoComplete="off"
          maxLength={255}
          aria-describedby={`${id}-help`}
          onChange={(_, value) => setTyped(value)}
        />
        <FormHelperText>
          <HelperText id={`${id}-help`}>
            <HelperTextItem>{text.nameHelp}</HelperTextItem>
          </HelperText>
        </FormHelperText>
      </FormGroup>
    </FormModal>
  );
}
