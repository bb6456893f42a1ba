import {
  FormGroup,
  FormSelect,
  FormSelectOption,
  TextArea,
  TextInput,
  ToggleGroup,
  ToggleGroupItem,
} from '@patternfly/react-core';
import { FieldHelp } from '@/shared/FieldHelp';
import { TimeText, useNow } from '@/shared/TimeText';
import { useText } from '@/text/useText';
import { exemptionsText } from './text';
import { endOf, PRESETS, type Preset } from './until';

export const LONGEST_REASON = 2_000;

/** Why and until when, as it is in the form. */
export interface TermsDraft {
  readonly reason: string;
  readonly justification: string;
  readonly preset: Preset;
  readonly date: string;
}

export function TermsFields({
  terms,
  told,
  onChange,
}: {
  readonly terms: TermsDraft;
  /** Whether what is missing is told. */
  readonly told: boolean;
  readonly onChange: (terms: TermsDraft) => void;
}) {
  const text = useText(exemptionsText);
  const reasonMissing = told && terms.reason.trim() === '';
  const words = Object.entries(text.justifications);
  return (
    <>
      <FormGroup label={text.reason} isRequired fieldId="exemption-reason">
        <TextArea
          id="exemption-reason"
          isRequired
          autoResize
          resizeOrientation="vertical"
          rows={3}
          maxLength={LONGEST_REASON}
          value={terms.reason}
          aria-describedby="exemption-reason-help"
          validated={reasonMissing ? 'error' : 'default'}
          onChange={(_, reason) => onChange({ ...terms, reason })}
        />
        <FieldHelp id="exemption-reason-help" wrong={reasonMissing}>
          {reasonMissing
            ? text.reasonMissing
            : text.reasonHelp(LONGEST_REASON - terms.reason.length)}
        </FieldHelp>
      </FormGroup>
      <Expiry terms={terms} told={told} onChange={onChange} />
      <FormGroup label={text.justification} fieldId="exemption-justification">
        <FormSelect
          id="exemption-justification"
          value={terms.justification}
          onChange={(_, justification) => onChange({ ...terms, justification })}
        >
          <FormSelectOption value="" label={text.noJustification} />
          {words.map(([word, label]) => (
            <FormSelectOption key={word} value={word} label={label} />
          ))}
          {/* Another vocabulary has others. */}
          {terms.justification !== '' && !words.some(([word]) => word === terms.justification) && (
            <FormSelectOption value={terms.justification} label={terms.justification} />
          )}
        </FormSelect>
      </FormGroup>
    </>
  );
}

function Expiry({
  terms,
  told,
  onChange,
}: {
  readonly terms: TermsDraft;
  readonly told: boolean;
  readonly onChange: (terms: TermsDraft) => void;
}) {
  const text = useText(exemptionsText);
  const now = useNow();
  const end = endOf(terms.preset, terms.date, now);
  const missing = told && end === undefined;
  const tomorrow = new Date(now.getTime() + 86_400_000).toISOString().slice(0, 10);
  return (
    <FormGroup label={text.expires} role="group" fieldId="exemption-until" isRequired>
      <ToggleGroup aria-label={text.expires}>
        {PRESETS.map((preset) => (
          <ToggleGroupItem
            key={preset}
            text={text.presets[preset]}
            buttonId={`exemption-until-${preset}`}
            isSelected={terms.preset === preset}
            onChange={() => onChange({ ...terms, preset })}
          />
        ))}
      </ToggleGroup>
      {terms.preset === 'date' && (
        <TextInput
          type="date"
          aria-label={text.date}
          aria-describedby="exemption-until-help"
          min={tomorrow}
          value={terms.date}
          validated={missing ? 'error' : 'default'}
          onChange={(_, date) => onChange({ ...terms, date })}
        />
      )}
      <FieldHelp id="exemption-until-help" wrong={missing}>
        {missing ? (
          text.dateMissing
        ) : (
          <>
            {terms.preset === 'date' && text.dateHelp}{' '}
            {typeof end === 'string' && (
              <>
                {text.ends} <TimeText time={end} />.
              </>
            )}
          </>
        )}
      </FieldHelp>
    </FormGroup>
  );
}
