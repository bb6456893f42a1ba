import {
  ActionGroup,
  Alert,
  Button,
  Checkbox,
  Form,
  FormGroup,
  FormHelperText,
  HelperText,
  HelperTextItem,
  TextInput,
} from '@patternfly/react-core';
import { useId, useState, type ReactNode, type SubmitEvent } from 'react';
import { ApiError, request } from '@/api/client';
import { useSession } from '@/session/session';
import { ErrorState } from '@/shared/ErrorState';
import { useToasts } from '@/shared/toasts';
import { useText } from '@/text/useText';
import { accountText } from './text';

const SHORTEST = 12;

/** Changes one's own password; the other sessions end. */
export function PasswordForm() {
  const text = useText(accountText);
  const toasts = useToasts();
  const { session } = useSession();
  const [old, setOld] = useState('');
  const [next, setNext] = useState('');
  const [again, setAgain] = useState('');
  const [shown, setShown] = useState(false);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const id = useId();
  const short = next.length > 0 && next.length < SHORTEST;
  const differ = again.length > 0 && again !== next;
  const ready = old !== '' && next.length >= SHORTEST && again === next;
  const change = async (event: SubmitEvent) => {
    event.preventDefault();
    if (!ready || busy) {
      return;
    }
    setBusy(true);
    setError(undefined);
    try {
      await request('/api/v2/password', { method: 'PUT', body: { old, new: next } });
      [setOld, setNext, setAgain].forEach((set) => set(''));
      toasts.done(text.changed, text.changedNext);
    } catch (e) {
      setError(e);
    } finally {
      setBusy(false);
    }
  };
  const field = (
    name: string,
    label: string,
    value: string,
    set: (value: string) => void,
    wrong: boolean,
    help?: ReactNode,
  ) => (
    <FormGroup label={label} fieldId={`${id}-${name}`} isRequired>
      <TextInput
        id={`${id}-${name}`}
        type={shown ? 'text' : 'password'}
        autoComplete={name === 'old' ? 'current-password' : 'new-password'}
        isRequired
        value={value}
        validated={wrong ? 'error' : 'default'}
        aria-describedby={help === undefined ? undefined : `${id}-${name}-help`}
        onChange={(_, typed) => set(typed)}
      />
      {help !== undefined && (
        <FormHelperText>
          <HelperText id={`${id}-${name}-help`} isLiveRegion>
            <HelperTextItem variant={wrong ? 'error' : 'default'}>{help}</HelperTextItem>
          </HelperText>
        </FormHelperText>
      )}
    </FormGroup>
  );
  const wrong = error instanceof ApiError && error.code === 'WRONG_PASSWORD';
  return (
    <Form isWidthLimited onSubmit={(event) => void change(event)}>
      {wrong && <Alert variant="danger" isInline title={text.wrong} />}
      {error !== undefined && !wrong && <ErrorState error={error} compact />}
      {/* Managers of passwords keep them by a name. */}
      <input type="text" autoComplete="username" value={session.name} readOnly hidden aria-hidden />
      {field('old', text.old, old, setOld, wrong)}
      {field('new', text.new, next, setNext, short, text.short)}
      {field('again', text.again, again, setAgain, differ, differ ? text.differ : undefined)}
      <Checkbox
        id={`${id}-shown`}
        label={text.show}
        isChecked={shown}
        onChange={(_, checked) => setShown(checked)}
      />
      <ActionGroup>
        <Button type="submit" isLoading={busy} isDisabled={!ready || busy}>
          {text.change}
        </Button>
      </ActionGroup>
    </Form>
  );
}
