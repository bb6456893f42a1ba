import { FormGroup, FormSelect, FormSelectOption } from '@patternfly/react-core';
import { useState } from 'react';
import type { ExemptionType } from '@/api/exemptions';
import { mayIn, mayInAccount, useSession } from '@/session/session';
import { Combobox } from '@/shared/Combobox';
import { FieldHelp } from '@/shared/FieldHelp';
import { SeverityLabel } from '@/shared/severities';
import { useSearch } from '@/shared/useSearch';
import { useText } from '@/text/useText';
import { kindOf } from '../issue/kinds';
import { cleanScope, scopeNamespace, scopeType } from './scope';
import { exemptionsText } from './text';
import type { Subject } from './useExempting';

const MANAGE = 'exemption.manager';

/** What is wrong with a scope, if anything. */
export function useScopeProblem(scope: string): string | undefined {
  const text = useText(exemptionsText);
  const { session } = useSession();
  if (scope === '') {
    return undefined;
  }
  if (scopeType(scope) === undefined) {
    return text.notAScope;
  }
  const namespace = scopeNamespace(scope);
  const may =
    namespace === undefined ? mayInAccount(session, MANAGE) : mayIn(session, namespace, MANAGE);
  return may ? undefined : text.notYours;
}

/** Which images, and which issue. */
export function SubjectFields({
  subject,
  onChange,
}: {
  readonly subject: Subject;
  readonly onChange: (subject: Subject) => void;
}) {
  return (
    <>
      <ScopeField value={subject.scope} onChange={(scope) => onChange({ ...subject, scope })} />
      <IssueField
        value={subject.issue}
        onChange={(issue) => onChange({ ...subject, issue, type: kindOf(issue) })}
      />
      <KindField value={subject.type} onChange={(type) => onChange({ ...subject, type })} />
    </>
  );
}

function ScopeField({
  value,
  onChange,
}: {
  readonly value: string;
  readonly onChange: (value: string) => void;
}) {
  const text = useText(exemptionsText);
  const { session } = useSession();
  const { shown, busy } = useSearch(value === '*' ? '' : value);
  const [left, setLeft] = useState(false);
  const problem = useScopeProblem(value);
  const told = left ? problem : undefined;
  const type = scopeType(value);
  const choice = (scope: string, label = scope) => ({ key: scope, show: label });
  const mine = Object.keys(session.may.namespaces).filter((each) => mayIn(session, each, MANAGE));
  const may = (name: string): boolean => mayIn(session, scopeNamespace(name) ?? '', MANAGE);
  const groups = [
    {
      label: text.account,
      options: mayInAccount(session, MANAGE) && value === '' ? [choice('*', text.everyImage)] : [],
    },
    {
      label: text.namespaces,
      options: (value === '' ? mine.slice(0, 5) : (shown?.namespaces ?? []).filter(may)).map(
        (each) => choice(each),
      ),
    },
    {
      label: text.repositories,
      options: (shown?.repositories ?? [])
        .filter((each) => may(each.repository))
        .map((each) => choice(each.repository)),
    },
    {
      label: text.images,
      options: (shown?.images ?? [])
        .filter((each) => may(each.repository))
        .map((each) => choice(`${each.repository}:${each.tag}`)),
    },
  ];
  const means = value === '' || type === undefined ? text.whichHelp : text.scopeMeans[type](value);
  return (
    <FormGroup label={text.which} isRequired fieldId="exemption-scope">
      <div onBlur={() => setLeft(true)}>
        <Combobox
          inputId="exemption-scope"
          label={text.which}
          placeholder={text.whichCommand}
          value={value}
          groups={groups}
          busy={busy}
          invalid={told !== undefined}
          describedBy="exemption-scope-help"
          onChange={(next) => onChange(cleanScope(next, session.registry))}
          onChoose={(chosen) => onChange(chosen.key)}
        />
      </div>
      <FieldHelp id="exemption-scope-help" wrong={told !== undefined} live>
        {told ?? means}
      </FieldHelp>
    </FormGroup>
  );
}

function IssueField({
  value,
  onChange,
}: {
  readonly value: string;
  readonly onChange: (value: string) => void;
}) {
  const text = useText(exemptionsText);
  const { shown, busy } = useSearch(value, 8);
  return (
    <FormGroup label={text.issue} isRequired fieldId="exemption-issue">
      <Combobox
        inputId="exemption-issue"
        label={text.issue}
        value={value}
        busy={busy}
        describedBy="exemption-issue-help"
        groups={[
          {
            label: text.issues,
            options: (shown?.issues ?? []).map((each) => ({
              key: each.id,
              show: each.id,
              aside: (
                <>
                  <SeverityLabel severity={each.severity} /> {text.inImages(each.images)}
                </>
              ),
            })),
          },
        ]}
        onChange={(next) => onChange(next.trim())}
        onChoose={(chosen) => onChange(chosen.key)}
      />
      <FieldHelp id="exemption-issue-help">{text.issueHelp}</FieldHelp>
    </FormGroup>
  );
}

function KindField({
  value,
  onChange,
}: {
  readonly value: ExemptionType;
  readonly onChange: (value: ExemptionType) => void;
}) {
  const text = useText(exemptionsText);
  return (
    <FormGroup label={text.kind} isRequired fieldId="exemption-kind">
      <FormSelect
        id="exemption-kind"
        value={value}
        aria-describedby="exemption-kind-help"
        onChange={(_, next) => onChange(next as ExemptionType)}
      >
        {(['cve', 'sn', 'configuration'] as const).map((type) => (
          <FormSelectOption key={type} value={type} label={text.kinds[type]} />
        ))}
      </FormSelect>
      <FieldHelp id="exemption-kind-help">{text.kindMeans[value]}</FieldHelp>
    </FormGroup>
  );
}
