import {
  ActionGroup,
  Button,
  Checkbox,
  Content,
  Form,
  FormGroup,
  Radio,
} from '@patternfly/react-core';
import { useQueryClient } from '@tanstack/react-query';
import { useId, useState, type SubmitEvent } from 'react';
import type { RetentionAnalysis, RetentionPolicy } from '@/api/access';
import { request } from '@/api/client';
import { mayIn, useSession } from '@/session/session';
import { ErrorState } from '@/shared/ErrorState';
import { TextField } from '@/shared/TextField';
import { useToasts } from '@/shared/toasts';
import { useText } from '@/text/useText';
import {
  goingOf,
  policyOf,
  retentionForm,
  wrongCount,
  wrongDays,
  type Going,
  type RetentionForm,
} from './retention';
import { namespacesText } from './text';
import { WouldGo } from './WouldGo';

interface Tried {
  readonly policy: string;
  readonly going: readonly Going[];
}

/** What is kept of each repository. What would go is shown before it is saved. */
export function RetentionCard({ policy }: { readonly policy: RetentionPolicy }) {
  const text = useText(namespacesText);
  const toasts = useToasts();
  const queries = useQueryClient();
  const { session } = useSession();
  const { namespace } = policy;
  const readOnly = !mayIn(session, namespace, 'retention.set');
  const [form, setForm] = useState(() => retentionForm(policy));
  const [tried, setTried] = useState<Tried>();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const wrong = wrongCount(form) || wrongDays(form);
  const wanted = policyOf(namespace, form);
  // What was tried says nothing of another policy.
  const seen = tried?.policy === JSON.stringify(wanted) ? tried : undefined;
  const run = async (work: () => Promise<void>) => {
    setBusy(true);
    setError(undefined);
    try {
      await work();
    } catch (e) {
      setError(e);
    } finally {
      setBusy(false);
    }
  };
  const tryOut = () =>
    run(async () => {
      const analysis = await request<RetentionAnalysis>('/api/v1/retentions/analyze', {
        method: 'POST',
        body: wanted,
      });
      setTried({ policy: JSON.stringify(wanted), going: goingOf(analysis) });
    });
  const save = () =>
    run(async () => {
      await request('/api/v1/retentions', { method: 'POST', body: wanted });
      await queries.invalidateQueries({ queryKey: ['retention', namespace] });
      setTried(undefined);
      toasts.done(text.policySaved, text.policySavedNext);
    });
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (!wrong && !busy) {
      void (seen && !readOnly ? save() : tryOut());
    }
  };
  return (
    <Form onSubmit={submit}>
      <Content component="p">{text.retentionNext}</Content>
      {error !== undefined && <ErrorState error={error} compact />}
      <Fields form={form} onChange={setForm} />
      <div aria-live="polite">{seen && <WouldGo going={seen.going} />}</div>
      <ActionGroup>
        <Button
          variant="secondary"
          isLoading={busy && !seen}
          isDisabled={wrong || busy}
          onClick={() => void tryOut()}
        >
          {text.tryOut}
        </Button>
        {!readOnly && (
          <Button
            isLoading={busy && seen !== undefined}
            isDisabled={!seen || busy}
            onClick={() => void save()}
          >
            {text.setPolicy}
          </Button>
        )}
      </ActionGroup>
      {!seen && !readOnly && <Content component="small">{text.tryFirst}</Content>}
    </Form>
  );
}

function Fields({
  form,
  onChange,
}: {
  readonly form: RetentionForm;
  readonly onChange: (form: RetentionForm) => void;
}) {
  const text = useText(namespacesText);
  const id = useId();
  return (
    <>
      <FormGroup role="radiogroup" aria-label={text.retention} isStack>
        <Radio
          id={`${id}-all`}
          name={`${id}-what`}
          label={text.keepAll}
          isChecked={form.all}
          onChange={() => onChange({ ...form, all: true })}
        />
        <Radio
          id={`${id}-some`}
          name={`${id}-what`}
          label={text.keepSome}
          isChecked={!form.all}
          onChange={() => onChange({ ...form, all: false })}
        />
      </FormGroup>
      {!form.all && (
        <>
          <TextField
            label={text.count}
            wrong={wrongCount(form) && text.countWrong}
            className="bw-access__number"
            type="number"
            min={1}
            value={form.count}
            onChange={(count) => onChange({ ...form, count })}
          />
          <Checkbox
            id={`${id}-untagged`}
            label={text.untagged}
            isChecked={form.untagged}
            onChange={(_, untagged) => onChange({ ...form, untagged })}
          />
          <TextField
            label={text.protect}
            help={text.protectHelp}
            wrong={wrongDays(form) && text.protectWrong}
            className="bw-access__number"
            type="number"
            min={0}
            value={form.days}
            onChange={(days) => onChange({ ...form, days })}
          />
        </>
      )}
    </>
  );
}
