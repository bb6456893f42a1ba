import { Alert, Content } from '@patternfly/react-core';
import { useState } from 'react';
import type { Exemption } from '@/api/exemptions';
import { FormModal } from '@/shared/FormModal';
import { useToasts } from '@/shared/toasts';
import { useText } from '@/text/useText';
import { kindOf } from '../issue/kinds';
import type { NewExemption } from './address';
import { Preview } from './Preview';
import { scopeType } from './scope';
import { SubjectFields, useScopeProblem } from './SubjectFields';
import { TermsFields, type TermsDraft } from './TermsFields';
import { exemptionsText } from './text';
import { endOf, lastDay } from './until';
import { useExempting, type Subject } from './useExempting';

function draftOf(edited: Exemption | undefined): TermsDraft {
  if (!edited) {
    return { reason: '', justification: '', preset: '90', date: '' };
  }
  const { reason, justification, expires, expired } = edited;
  return {
    reason,
    justification: justification ?? '',
    ...(expired
      ? { preset: '90', date: '' }
      : expires === null
        ? { preset: 'never', date: '' }
        : { preset: 'date', date: lastDay(expires) }),
  };
}

/** Adds an exemption, or changes why and until when one is there. */
export function Editor({
  edited,
  begin = {},
  all,
  onClose,
}: {
  /** The one whose terms are changed. */
  readonly edited?: Exemption;
  readonly begin?: NewExemption;
  readonly all: readonly Exemption[];
  readonly onClose: () => void;
}) {
  const text = useText(exemptionsText);
  const toasts = useToasts();
  const { put } = useExempting();
  const [subject, setSubject] = useState<Subject>(
    edited ?? {
      scope: begin.resource ?? '',
      issue: begin.issue ?? '',
      type: begin.type ?? kindOf(begin.issue ?? ''),
    },
  );
  const [terms, setTerms] = useState(() => draftOf(edited));
  const [told, setTold] = useState(false);
  const problem = useScopeProblem(subject.scope);
  const complete = scopeType(subject.scope) !== undefined && subject.issue !== '' && !problem;
  const there =
    !edited &&
    all.some(
      (one) =>
        one.scope === subject.scope &&
        one.type === subject.type &&
        one.issue.toLowerCase() === subject.issue.toLowerCase(),
    );
  const submit = async () => {
    const expires = endOf(terms.preset, terms.date, new Date());
    const reason = terms.reason.trim();
    if (reason === '' || expires === undefined) {
      setTold(true);
      return;
    }
    await put(subject, { reason, justification: terms.justification || null, expires });
    toasts.done(edited ? text.saved : text.added, text.what(subject.issue, subject.scope));
    onClose();
  };
  return (
    <FormModal
      title={edited ? text.editTitle : text.add}
      description={edited && text.what(edited.issue, edited.scope)}
      submit={edited ? text.editSubmit : text.addSubmit}
      variant="medium"
      disabled={!complete}
      onSubmit={submit}
      onClose={onClose}
    >
      {edited ? (
        <Content component="p">{text.author2}</Content>
      ) : (
        <SubjectFields subject={subject} onChange={setSubject} />
      )}
      {there && <Alert isInline component="p" variant="warning" title={text.replaces} />}
      <TermsFields terms={terms} told={told} onChange={setTerms} />
      {(!edited || edited.expired) && <Preview subject={complete ? subject : undefined} />}
    </FormModal>
  );
}
