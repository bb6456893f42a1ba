import { ActionGroup, Alert, Button, Checkbox, Form } from '@patternfly/react-core';
import { useId, useState, type SubmitEvent } from 'react';
import { ApiError, request } from '@/api/client';
import { useSession } from '@/session/session';
import { ErrorState } from '@/shared/ErrorState';
import { TextField } from '@/shared/TextField';
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
  const field = {
    type: shown ? 'text' : 'password',
    autoComplete: 'new-password',
    required: true,
  } as const;
  const wrong = error instanceof ApiError && error.code === 'WRONG_PASSWORD';
  return (
    <Form isWidthLimited onSubmit={(event) => void change(event)}>
      {wrong && <Alert variant="danger" isInline title={text.wrong} />}
      {error !== undefined && !wrong && <ErrorState error={error} compact />}
      {/* Managers of passwords keep them by a name. */}
      <input type="text" autoComplete="username" value={session.name} readOnly hidden aria-hidden />
      <TextField
        {...field}
        label={text.old}
        autoComplete="current-password"
        value={old}
        onChange={setOld}
      />
      <TextField
        {...field}
        label={text.new}
        help={text.short}
        wrong={short && text.short}
        value={next}
        onChange={setNext}
      />
      <TextField
        {...field}
        label={text.again}
        wrong={differ && text.differ}
        value={again}
        onChange={setAgain}
      />
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
