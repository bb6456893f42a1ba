import {
  Alert,
  Button,
  Card,
  CardBody,
  CardHeader,
  CardTitle,
  Content,
  FormSelect,
  FormSelectOption,
  Skeleton,
} from '@patternfly/react-core';
import { useState } from 'react';
import type { ChangesSummary } from '@/api/history';
import { useSession } from '@/session/session';
import { ErrorState } from '@/shared/ErrorState';
import { sharedText } from '@/shared/text';
import { TimeText } from '@/shared/TimeText';
import { useText } from '@/text/useText';
import { CauseItem } from './CauseItem';
import { useLastVisit } from './lastVisit';
import { useChanges } from './queries';
import { overviewText } from './text';

const DAY = 86_400_000;
const AGES = { day: DAY, week: 7 * DAY, month: 30 * DAY } as const;
type Choice = 'visit' | keyof typeof AGES;
const SHOWN = 6;

/** What is other than at the last visit, and why. */
export function ChangesCard() {
  const text = useText(overviewText).changes;
  const shared = useText(sharedText);
  const { session } = useSession();
  const visit = useLastVisit(session.principal);
  const [opened] = useState(() => Date.now());
  const [choice, setChoice] = useState<Choice>(visit === null ? 'week' : 'visit');
  const since =
    choice === 'visit' && visit !== null
      ? visit
      : new Date(opened - AGES[choice === 'visit' ? 'week' : choice]).toISOString();
  const { data, error, refetch } = useChanges(since);
  return (
    <Card>
      <CardHeader>
        <div className="bw-card-head">
          <CardTitle component="h2">{text.title}</CardTitle>
          <label className="bw-since">
            <span>{text.since}</span>
            <FormSelect
              value={choice}
              aria-label={text.since}
              onChange={(_, value) => setChoice(value as Choice)}
            >
              {visit !== null && <FormSelectOption value="visit" label={text.visit} />}
              <FormSelectOption value="day" label={text.day} />
              <FormSelectOption value="week" label={text.week} />
              <FormSelectOption value="month" label={text.month} />
            </FormSelect>
          </label>
        </div>
      </CardHeader>
      <CardBody>
        {choice === 'visit' && visit !== null && (
          <Content component="small">
            <TimeText time={visit} />
          </Content>
        )}
        {error && !data ? (
          <ErrorState error={error} compact onRetry={() => void refetch()} />
        ) : data ? (
          <Changes changes={data} since={since} />
        ) : (
          <Skeleton height="8rem" screenreaderText={shared.loading} />
        )}
      </CardBody>
    </Card>
  );
}

function Changes({ changes, since }: { readonly changes: ChangesSummary; readonly since: string }) {
  const text = useText(overviewText).changes;
  const [all, setAll] = useState(false);
  const { causes, pushed, deleted, eventsSince } = changes;
  const moves = [
    ...(pushed > 0 ? [text.pushed(pushed)] : []),
    ...(deleted > 0 ? [text.deleted(deleted)] : []),
  ].join(', ');
  const shown = all ? causes : causes.slice(0, SHOWN);
  return (
    <>
      {moves !== '' && <p className="bw-moves">{moves}</p>}
      {causes.length === 0 && (
        <p className="bw-subtle">{moves === '' ? text.nothing : text.nothingElse}</p>
      )}
      <ul className="bw-causes">
        {shown.map((cause) => (
          <CauseItem key={`${cause.kind}:${cause.id}`} cause={cause} />
        ))}
      </ul>
      {shown.length < causes.length && (
        <Button variant="link" isInline onClick={() => setAll(true)}>
          {text.fewer(causes.length - shown.length)}
        </Button>
      )}
      {all && changes.more && <p className="bw-subtle">{text.more}</p>}
      {typeof eventsSince === 'string' && eventsSince > since && (
        <Alert
          variant="info"
          isInline
          isPlain
          component="div"
          title={
            <>
              {text.kept} <TimeText time={eventsSince} />. {text.before}
            </>
          }
        />
      )}
    </>
  );
}
