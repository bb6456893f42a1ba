import {
  Button,
  EmptyState,
  EmptyStateBody,
  Form,
  FormGroup,
  InputGroup,
  InputGroupItem,
  TextInput,
} from '@patternfly/react-core';
import SearchIcon from '@patternfly/react-icons/dist/esm/icons/search-icon';
import { useQuery } from '@tanstack/react-query';
import { useState, type SubmitEvent } from 'react';
import { useSearchParams } from 'react-router';
import { ApiError, request } from '@/api/client';
import type { IssueInAdvisories } from '@/api/advisories';
import { ErrorState } from '@/shared/ErrorState';
import { FieldHelp } from '@/shared/FieldHelp';
import { useText } from '@/text/useText';
import { asIssue } from './lookup';
import { LookupResult } from './LookupResult';
import { advisoriesText } from './text';

/** Asks the advisories of one issue; which one is in the address. */
export function LookupTab() {
  const text = useText(advisoriesText).lookup;
  const [parameters, setParameters] = useSearchParams();
  const issue = asIssue(parameters.get('issue') ?? '');
  return (
    <>
      <LookupForm
        key={issue}
        issue={issue}
        onLookup={(next) => setParameters({ tab: 'lookup', issue: next })}
      />
      {issue === '' ? (
        <EmptyState headingLevel="h2" titleText={text.begin} icon={SearchIcon}>
          <EmptyStateBody>{text.beginNext}</EmptyStateBody>
        </EmptyState>
      ) : (
        <Lookup issue={issue} />
      )}
    </>
  );
}

function LookupForm({
  issue,
  onLookup,
}: {
  readonly issue: string;
  readonly onLookup: (issue: string) => void;
}) {
  const text = useText(advisoriesText).lookup;
  const [value, setValue] = useState(issue);
  const [missing, setMissing] = useState(false);
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const next = asIssue(value);
    setMissing(next === '');
    if (next !== '') {
      onLookup(next);
    }
  };
  return (
    <Form className="bw-lookup" onSubmit={submit} role="search">
      <FormGroup label={text.issue} fieldId="lookup-issue">
        <InputGroup>
          <InputGroupItem isFill>
            <TextInput
              id="lookup-issue"
              type="search"
              value={value}
              spellCheck={false}
              autoComplete="off"
              maxLength={200}
              aria-describedby="lookup-help"
              validated={missing ? 'error' : 'default'}
              onChange={(_, next) => setValue(next)}
            />
          </InputGroupItem>
          <InputGroupItem>
            <Button type="submit">{text.submit}</Button>
          </InputGroupItem>
        </InputGroup>
        <FieldHelp id="lookup-help" wrong={missing} live>
          {missing ? text.required : text.help}
        </FieldHelp>
      </FormGroup>
    </Form>
  );
}

function Lookup({ issue }: { readonly issue: string }) {
  const text = useText(advisoriesText).lookup;
  const { data, error, refetch } = useQuery({
    queryKey: ['advisories', issue],
    queryFn: ({ signal }) =>
      request<IssueInAdvisories>(`/api/v2/advisories/${encodeURIComponent(issue)}`, { signal }),
    staleTime: 60_000,
  });
  if (error instanceof ApiError && error.code === 'ISSUE_UNKNOWN') {
    return (
      <EmptyState headingLevel="h2" titleText={text.unknown(issue)} icon={SearchIcon}>
        <EmptyStateBody>{text.unknownNext}</EmptyStateBody>
      </EmptyState>
    );
  }
  if (error && !data) {
    return <ErrorState error={error} onRetry={() => void refetch()} />;
  }
  return <LookupResult issue={issue} data={data} />;
}
