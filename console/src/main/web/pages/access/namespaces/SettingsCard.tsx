import {
  ActionGroup,
  Button,
  Content,
  Form,
  FormGroup,
  FormSelect,
  FormSelectOption,
  InputGroup,
  InputGroupItem,
  Switch,
  TextArea,
  TextInput,
} from '@patternfly/react-core';
import { useQueryClient } from '@tanstack/react-query';
import { useId, useState, type SubmitEvent } from 'react';
import type { NamespaceSettings } from '@/api/access';
import { request } from '@/api/client';
import { mayIn, useSession } from '@/session/session';
import { ErrorState } from '@/shared/ErrorState';
import { FieldHelp } from '@/shared/FieldHelp';
import { useToasts } from '@/shared/toasts';
import { bytes } from '@/text/format';
import { useText } from '@/text/useText';
import { UsageBar } from '../UsageBar';
import { changeOf, formOf, UNITS, wrongIn, type SettingsForm, type Unit } from './settings';
import { namespacesText } from './text';

/** Pulling, tags that stay, and the quota of a namespace. */
export function SettingsCard({ settings }: { readonly settings: NamespaceSettings }) {
  const text = useText(namespacesText);
  const toasts = useToasts();
  const queries = useQueryClient();
  const { session } = useSession();
  const readOnly = !mayIn(session, settings.name, 'settings.set');
  const [edited, setEdited] = useState<Partial<SettingsForm>>({});
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const form = { ...formOf(settings), ...edited };
  const wrong = wrongIn(form);
  const change = changeOf(form, settings);
  const changed = Object.keys(change).length > 0;
  const set = (values: Partial<SettingsForm>) => setEdited((before) => ({ ...before, ...values }));
  const save = async (event: SubmitEvent) => {
    event.preventDefault();
    setBusy(true);
    setError(undefined);
    try {
      const now = await request<NamespaceSettings>(
        `/api/v2/namespaces/${encodeURIComponent(settings.name)}`,
        { method: 'PATCH', body: change },
      );
      queries.setQueryData(['namespace', settings.name], now);
      setEdited({});
      toasts.done(text.saved, text.savedNext);
    } catch (e) {
      setError(e);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Form onSubmit={(event) => void save(event)}>
      {error !== undefined && <ErrorState error={error} compact />}
      <Pulling form={form} set={set} wrong={wrong.grace} readOnly={readOnly} />
      <Tags form={form} set={set} readOnly={readOnly} />
      <Quota form={form} set={set} wrong={wrong.quota} readOnly={readOnly} settings={settings} />
      {readOnly ? (
        <Content component="small">{text.readOnly}</Content>
      ) : (
        <ActionGroup>
          <Button
            type="submit"
            isLoading={busy}
            isDisabled={!changed || wrong.grace || wrong.quota || busy}
          >
            {text.save}
          </Button>
          {changed && (
            <Button variant="link" isDisabled={busy} onClick={() => setEdited({})}>
              {text.undo}
            </Button>
          )}
        </ActionGroup>
      )}
    </Form>
  );
}

interface FieldProps {
  readonly form: SettingsForm;
  readonly set: (values: Partial<SettingsForm>) => void;
  readonly readOnly: boolean;
}

function Pulling({ form, set, wrong, readOnly }: FieldProps & { readonly wrong: boolean }) {
  const text = useText(namespacesText);
  const id = useId();
  return (
    <FormGroup label={text.pulling} role="group">
      <div className="bw-stack">
        <div>
          <Switch
            id={`${id}-anonymous`}
            label={text.anonymous}
            isChecked={form.anonymousPull}
            isDisabled={readOnly}
            aria-describedby={`${id}-anonymous-help`}
            onChange={(_, anonymousPull) => set({ anonymousPull })}
          />
          <FieldHelp live id={`${id}-anonymous-help`}>
            {text.anonymousHelp}
          </FieldHelp>
        </div>
        <div>
          <Switch
            id={`${id}-verdict`}
            label={text.verdict}
            isChecked={form.verdict}
            isDisabled={readOnly}
            aria-describedby={`${id}-verdict-help`}
            onChange={(_, verdict) => set({ verdict })}
          />
          <FieldHelp live id={`${id}-verdict-help`}>
            {text.verdictHelp}
          </FieldHelp>
        </div>
        {form.verdict && (
          <div>
            <label htmlFor={`${id}-grace`}>{text.grace}</label>
            <TextInput
              id={`${id}-grace`}
              className="bw-access__number"
              type="number"
              min={0}
              step="any"
              value={form.grace}
              isDisabled={readOnly}
              validated={wrong ? 'error' : 'default'}
              aria-describedby={`${id}-grace-help`}
              onChange={(_, grace) => set({ grace })}
            />
            <FieldHelp live id={`${id}-grace-help`} wrong={wrong}>
              {wrong ? text.graceWrong : text.graceHelp}
            </FieldHelp>
          </div>
        )}
      </div>
    </FormGroup>
  );
}

function Tags({ form, set, readOnly }: FieldProps) {
  const text = useText(namespacesText);
  const id = useId();
  return (
    <FormGroup label={text.tags} fieldId={id}>
      <TextArea
        id={id}
        className="bw-code"
        value={form.tags}
        rows={3}
        resizeOrientation="vertical"
        isDisabled={readOnly}
        spellCheck={false}
        aria-describedby={`${id}-help`}
        onChange={(_, tags) => set({ tags })}
      />
      <FieldHelp live id={`${id}-help`}>
        {text.tagsHelp}
      </FieldHelp>
    </FormGroup>
  );
}

function Quota({
  form,
  set,
  wrong,
  readOnly,
  settings,
}: FieldProps & { readonly wrong: boolean; readonly settings: NamespaceSettings }) {
  const text = useText(namespacesText);
  const id = useId();
  return (
    <FormGroup label={text.quota} role="group">
      <div className="bw-stack">
        <UsageBar
          label={text.usage(settings.name)}
          used={settings.usedBytes}
          limit={settings.quotaBytes}
        />
        <Switch
          id={`${id}-limited`}
          label={text.limited}
          isChecked={form.limited}
          isDisabled={readOnly}
          onChange={(_, limited) => set({ limited })}
        />
        {form.limited && (
          <div>
            <InputGroup className="bw-access__amount">
              <InputGroupItem isFill>
                <TextInput
                  aria-label={text.limit}
                  type="number"
                  min={0}
                  step="any"
                  value={form.quota}
                  isDisabled={readOnly}
                  validated={wrong ? 'error' : 'default'}
                  aria-describedby={`${id}-help`}
                  onChange={(_, quota) => set({ quota })}
                />
              </InputGroupItem>
              <InputGroupItem>
                <FormSelect
                  aria-label={text.unit}
                  value={form.unit}
                  isDisabled={readOnly}
                  onChange={(_, unit) => set({ unit: unit as Unit })}
                >
                  {Object.keys(UNITS).map((unit) => (
                    <FormSelectOption key={unit} value={unit} label={unit} />
                  ))}
                </FormSelect>
              </InputGroupItem>
            </InputGroup>
            <FieldHelp live id={`${id}-help`} wrong={wrong}>
              {wrong ? text.quotaWrong : text.quotaHelp(bytes(settings.usedBytes))}
            </FieldHelp>
          </div>
        )}
      </div>
    </FormGroup>
  );
}
