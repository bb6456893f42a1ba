import {
  Content,
  DatePicker,
  FormGroup,
  FormSelect,
  FormSelectOption,
} from '@patternfly/react-core';
import { useQueryClient } from '@tanstack/react-query';
import { useId, useState } from 'react';
import type { MadeApiKey } from '@/api/access';
import { request } from '@/api/client';
import { useSession } from '@/session/session';
import { CopyCode } from '@/shared/CopyCode';
import { FieldHelp } from '@/shared/FieldHelp';
import { FormModal } from '@/shared/FormModal';
import { ShownOnce } from '@/shared/ShownOnce';
import { TextField } from '@/shared/TextField';
import { useText } from '@/text/useText';
import { endOf, futureDay, LIFETIMES, type Lifetime } from './keys';
import { keysText } from './text';

/** Makes a key, and shows it once with how to log in. */
export function CreateKey({
  owner,
  onClose,
}: {
  /** A name; one's own without. */
  readonly owner: string | undefined;
  readonly onClose: () => void;
}) {
  const text = useText(keysText);
  const queries = useQueryClient();
  const id = useId();
  const [name, setName] = useState('');
  const [lifetime, setLifetime] = useState<Lifetime>('90');
  const [day, setDay] = useState('');
  const [made, setMade] = useState<MadeApiKey>();
  if (made) {
    return <MadeKey made={made} onClose={onClose} />;
  }
  const labels: Readonly<Record<Lifetime, string>> = {
    30: text.days(30),
    90: text.days(90),
    365: text.year,
    day: text.otherDay,
    never: text.forever,
  };
  const create = async () => {
    const body = { name: name.trim(), owner, expires: endOf(lifetime, day, new Date()) };
    setMade(await request<MadeApiKey>('/api/v2/api-keys', { method: 'POST', body }));
    await queries.invalidateQueries({ queryKey: ['api-keys'] });
  };
  return (
    <FormModal
      title={text.createTitle}
      description={owner === undefined ? text.createYours : text.createFor(owner)}
      submit={text.create}
      disabled={name.trim() === '' || (lifetime === 'day' && !futureDay(day, new Date()))}
      onSubmit={create}
      onClose={onClose}
    >
      <TextField
        label={text.name}
        help={text.nameHelp}
        required
        autoComplete="off"
        maxLength={128}
        value={name}
        onChange={setName}
      />
      <FormGroup label={text.expires} fieldId={`${id}-until`}>
        <FormSelect
          id={`${id}-until`}
          value={lifetime}
          onChange={(_, value) => setLifetime(LIFETIMES.find((each) => each === value) ?? 'never')}
        >
          {LIFETIMES.map((each) => (
            <FormSelectOption key={each} value={each} label={labels[each]} />
          ))}
        </FormSelect>
      </FormGroup>
      {lifetime === 'day' && (
        <FormGroup label={text.day} fieldId={`${id}-day`} isRequired>
          <DatePicker
            inputProps={{ id: `${id}-day` }}
            value={day}
            onChange={(_, value) => setDay(value)}
            appendTo="inline"
          />
          <FieldHelp>{text.dayHelp}</FieldHelp>
        </FormGroup>
      )}
    </FormModal>
  );
}

function MadeKey({ made, onClose }: { readonly made: MadeApiKey; readonly onClose: () => void }) {
  const text = useText(keysText);
  const { session } = useSession();
  const login = `docker login -u iamapikey ${session.registry}`;
  return (
    <ShownOnce
      title={text.madeTitle(made.name)}
      warning={text.once}
      secret={made.key}
      copy={text.copyKey}
      onClose={onClose}
    >
      <Content component="p">{text.loginNext}</Content>
      <CopyCode content={login} label={text.copyCommand} />
      <Content component="p">{text.pipelineNext}</Content>
      <CopyCode
        content={`echo "$BREAKWATER_KEY" | ${login.replace('login', 'login --password-stdin')}`}
        label={text.copyCommand}
      />
    </ShownOnce>
  );
}
