import { TextInput, ToolbarFilter, ToolbarGroup, ToolbarItem } from '@patternfly/react-core';
import { useId } from 'react';
import { mayInAccount, useSession } from '@/session/session';
import { FilterSelect } from '@/shared/FilterSelect';
import type { ListState } from '@/shared/useListState';
import { moment } from '@/text/format';
import { useText } from '@/text/useText';
import { useMembers } from '../access/members/members';
import { toLocal, toUtc } from './audit';
import { OUTCOMES } from './OutcomeLabel';
import { auditText } from './text';

type Narrow = (values: Readonly<Record<string, string>>) => void;

/** Who, what, how it ended, and when. */
export function AuditFilters({
  state,
  narrow,
  seen,
}: {
  readonly state: ListState;
  readonly narrow: Narrow;
  /** Names of who is on this page, by ID: some of them may be gone. */
  readonly seen: ReadonlyMap<string, string>;
}) {
  const text = useText(auditText);
  const { session } = useSession();
  const listed = mayInAccount(session, 'identity.list');
  const users = useMembers('users', listed);
  const services = useMembers('service-ids', listed);
  const people = new Map(seen);
  for (const { id, name } of [...(users.data?.members ?? []), ...(services.data?.members ?? [])]) {
    people.set(id, name);
  }
  const single = (name: string) => ({
    single: true,
    values: state.all(name).slice(0, 1),
    onChange: (values: readonly string[]) => narrow({ [name]: values[0] ?? '' }),
  });
  return (
    <ToolbarGroup variant="filter-group">
      <FilterSelect
        label={text.who}
        {...single('principal')}
        options={[...people]
          .map(([value, label]) => ({ value, label }))
          .sort((a, b) => a.label.localeCompare(b.label))}
      />
      <FilterSelect
        label={text.action}
        {...single('action')}
        options={Object.entries(text.verbs).map(([value, label]) => ({ value, label }))}
      />
      <FilterSelect
        label={text.outcome}
        {...single('outcome')}
        options={OUTCOMES.map((value) => ({ value, label: text.outcomes[value] }))}
      />
      <Moment name="from" label={text.from} value={state.first('from')} narrow={narrow} />
      <Moment name="until" label={text.until} value={state.first('until')} narrow={narrow} />
    </ToolbarGroup>
  );
}

function Moment({
  name,
  label,
  value,
  narrow,
}: {
  readonly name: string;
  readonly label: string;
  readonly value: string;
  readonly narrow: Narrow;
}) {
  const id = useId();
  return (
    <ToolbarFilter
      categoryName={label}
      labels={value === '' ? [] : [{ key: value, node: moment(new Date(value)) }]}
      deleteLabel={() => narrow({ [name]: '' })}
    >
      <ToolbarItem className="bw-audit__moment">
        <label htmlFor={id}>{label}</label>
        <TextInput
          id={id}
          type="datetime-local"
          value={toLocal(value)}
          onChange={(_, local) => narrow({ [name]: toUtc(local) })}
        />
      </ToolbarItem>
    </ToolbarFilter>
  );
}
