import {
  Card,
  CardBody,
  CardHeader,
  CardTitle,
  Content,
  EmptyState,
  EmptyStateBody,
  ExpandableSection,
  Skeleton,
  ToggleGroup,
  ToggleGroupItem,
} from '@patternfly/react-core';
import ChartBarIcon from '@patternfly/react-icons/dist/esm/icons/chart-bar-icon';
import { useMemo, useState } from 'react';
import { useSearchParams } from 'react-router';
import type { Overview } from '@/api/lists';
import type { Severity } from '@/api/types';
import { ErrorState } from '@/shared/ErrorState';
import { SEVERITIES } from '@/shared/severities';
import { sharedText } from '@/shared/text';
import { useNow } from '@/shared/TimeText';
import { day as dayText } from '@/text/format';
import { useText } from '@/text/useText';
import { withToday, type DayOfHistory } from './chart';
import { DayValues } from './DayValues';
import { HistoryTable } from './HistoryTable';
import { useHistory } from './queries';
import { SeverityChart } from './SeverityChart';
import { overviewText } from './text';

const DAYS = [30, 90, 365] as const;
const USUAL = 90;
const WORST: readonly Severity[] = ['critical', 'high'];

/** Issues by severity over time, as a picture and as a table. */
export function HistoryCard({ overview }: { readonly overview: Overview }) {
  const text = useText(overviewText).history;
  const shared = useText(sharedText);
  const [parameters, setParameters] = useSearchParams();
  const asked = Number(parameters.get('days') ?? USUAL);
  const wanted = DAYS.find((each) => each === asked) ?? USUAL;
  const worst = parameters.get('severities') === 'worst';
  const change = (name: string, value: string | undefined) =>
    setParameters(
      (before) => {
        const next = new URLSearchParams(before);
        next.delete(name);
        if (value !== undefined) {
          next.set(name, value);
        }
        return next;
      },
      { replace: true, preventScrollReset: true },
    );
  const { data, error, refetch } = useHistory(wanted);
  const now = useNow();
  const days = useMemo(() => data && withToday(data, overview, now), [data, overview, now]);
  return (
    <Card>
      <CardHeader>
        <div className="bw-card-head">
          <CardTitle component="h2">{text.title}</CardTitle>
          <div className="bw-card-head__actions">
            <ToggleGroup isCompact aria-label={text.show}>
              {[false, true].map((each) => (
                <ToggleGroupItem
                  key={String(each)}
                  text={each ? text.worst : text.all}
                  buttonId={`severities-${String(each)}`}
                  isSelected={worst === each}
                  onChange={() => change('severities', each ? 'worst' : undefined)}
                />
              ))}
            </ToggleGroup>
            <ToggleGroup isCompact aria-label={text.days}>
              {DAYS.map((each) => (
                <ToggleGroupItem
                  key={each}
                  text={text.dayCount(each)}
                  buttonId={`days-${each}`}
                  isSelected={wanted === each}
                  onChange={() => change('days', each === USUAL ? undefined : String(each))}
                />
              ))}
            </ToggleGroup>
          </div>
        </div>
      </CardHeader>
      <CardBody>
        {error && !data ? (
          <ErrorState error={error} onRetry={() => void refetch()} />
        ) : !data || !days ? (
          <Skeleton height="260px" screenreaderText={shared.loading} />
        ) : days.length === 0 ? (
          <EmptyState variant="sm" headingLevel="h3" titleText={text.none} icon={ChartBarIcon}>
            <EmptyStateBody>{text.noneNext}</EmptyStateBody>
          </EmptyState>
        ) : (
          <Chart
            key={`${wanted} ${days.length}`}
            days={days}
            severities={worst ? WORST : SEVERITIES}
            distinct={data.distinct !== false}
          />
        )}
      </CardBody>
    </Card>
  );
}

function Chart({
  days,
  severities,
  distinct,
}: {
  readonly days: readonly DayOfHistory[];
  readonly severities: readonly Severity[];
  /** Whether an issue of several namespaces counts once. */
  readonly distinct: boolean;
}) {
  const text = useText(overviewText).history;
  const words = useText(sharedText).severities;
  const [at, setAt] = useState(days.length - 1);
  const chosen = days[at] ?? days.at(-1);
  const first = days[0];
  if (chosen === undefined || first === undefined) {
    return null;
  }
  const told = severities
    .filter((severity) => (chosen.severities[severity] ?? 0) > 0)
    .map((severity) => text.severity(chosen.severities[severity] ?? 0, words[severity]))
    .join(', ');
  const dayOf = (day: DayOfHistory): string => dayText(new Date(`${day.day}T00:00:00Z`));
  return (
    <>
      <DayValues day={chosen} title={dayOf(chosen)} severities={severities} />
      <SeverityChart
        days={days}
        severities={severities}
        chosen={at}
        onChoose={setAt}
        label={text.chart}
        told={text.value(dayOf(chosen), told === '' ? text.noIssues : told, chosen.images)}
      />
      <Content component="small">
        {distinct ? text.about : text.aboutEach} {text.began} {dayOf(first)}.
      </Content>
      <ExpandableSection toggleText={text.table} className="bw-expand">
        <HistoryTable days={days} severities={severities} />
      </ExpandableSection>
    </>
  );
}
