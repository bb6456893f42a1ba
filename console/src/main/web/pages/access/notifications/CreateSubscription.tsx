import {
  Checkbox,
  FormGroup,
  FormSelect,
  FormSelectOption,
  TextArea,
  ToggleGroup,
  ToggleGroupItem,
} from '@patternfly/react-core';
import { useQueryClient } from '@tanstack/react-query';
import { useId, useState } from 'react';
import type { Subscription, SubscriptionKind } from '@/api/access';
import { request } from '@/api/client';
import { FieldHelp } from '@/shared/FieldHelp';
import { FormModal } from '@/shared/FormModal';
import { sharedText } from '@/shared/text';
import { TextField } from '@/shared/TextField';
import { useToasts } from '@/shared/toasts';
import { useText } from '@/text/useText';
import { filterOf, SIGNAL, TYPES, type EventWord } from './subscriptions';
import { notificationsText } from './text';

const KINDS: readonly SubscriptionKind[] = ['webhook', 'slack', 'email'];
const LEAST = ['critical', 'high', 'medium', 'low'] as const;

export function CreateSubscription({
  onMade,
  onClose,
}: {
  readonly onMade: (made: Subscription) => void;
  readonly onClose: () => void;
}) {
  const text = useText(notificationsText);
  const shared = useText(sharedText);
  const toasts = useToasts();
  const queries = useQueryClient();
  const id = useId();
  const [name, setName] = useState('');
  const [kind, setKind] = useState<SubscriptionKind>('webhook');
  const [target, setTarget] = useState('');
  const [types, setTypes] = useState<readonly EventWord[]>(SIGNAL);
  const [severity, setSeverity] = useState('');
  const [namespaces, setNamespaces] = useState('');
  const create = async () => {
    const made = await request<Subscription>('/api/v2/subscriptions', {
      method: 'POST',
      body: {
        name: name.trim(),
        kind,
        target: target.trim(),
        filter: filterOf(types, severity, namespaces),
      },
    });
    await queries.invalidateQueries({ queryKey: ['subscriptions'] });
    toasts.done(text.made(made.name));
    onMade(made);
  };
  return (
    <FormModal
      title={text.createTitle}
      submit={text.create}
      variant="medium"
      disabled={name.trim() === '' || target.trim() === '' || types.length === 0}
      onSubmit={create}
      onClose={onClose}
    >
      <FormGroup label={text.kind} role="group">
        <ToggleGroup aria-label={text.kind}>
          {KINDS.map((each) => (
            <ToggleGroupItem
              key={each}
              text={text.kinds[each]}
              isSelected={each === kind}
              onChange={() => setKind(each)}
            />
          ))}
        </ToggleGroup>
      </FormGroup>
      <TextField
        label={text.name}
        help={text.nameHelp}
        required
        autoComplete="off"
        maxLength={100}
        value={name}
        onChange={setName}
      />
      <TextField
        label={text.targets[kind]}
        help={text.targetHelp[kind]}
        required
        type={kind === 'email' ? 'email' : 'url'}
        autoComplete="off"
        value={target}
        onChange={setTarget}
      />
      <FormGroup label={text.types} role="group" isStack>
        {TYPES.map((type) => (
          <Checkbox
            key={type}
            id={`${id}-${type}`}
            label={text.typeWords[type]}
            isChecked={types.includes(type)}
            onChange={(_, on) =>
              setTypes(TYPES.filter((each) => (each === type ? on : types.includes(each))))
            }
          />
        ))}
      </FormGroup>
      <FormGroup label={text.severity} fieldId={`${id}-severity`}>
        <FormSelect
          id={`${id}-severity`}
          value={severity}
          onChange={(_, value) => setSeverity(value)}
        >
          <FormSelectOption value="" label={text.anySeverity} />
          {LEAST.map((each) => (
            <FormSelectOption key={each} value={each} label={shared.severities[each]} />
          ))}
        </FormSelect>
      </FormGroup>
      <FormGroup label={text.namespaces} fieldId={`${id}-namespaces`}>
        <TextArea
          id={`${id}-namespaces`}
          value={namespaces}
          rows={2}
          resizeOrientation="vertical"
          aria-describedby={`${id}-namespaces-help`}
          onChange={(_, value) => setNamespaces(value)}
        />
        <FieldHelp id={`${id}-namespaces-help`}>{text.namespacesHelp}</FieldHelp>
      </FormGroup>
    </FormModal>
  );
}
