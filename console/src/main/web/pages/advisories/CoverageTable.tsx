import {
  SortByDirection,
  Table,
  Tbody,
  Td,
  Th,
  Thead,
  Tr,
  type ThProps,
} from '@patternfly/react-table';
import type { CoveredRelease } from '@/api/advisories';
import { Label } from '@/shared/Label';
import { distributionTitle, releaseTitle } from '@/shared/releases';
import type { ListState } from '@/shared/useListState';
import { day, number } from '@/text/format';
import { useText } from '@/text/useText';
import type { CoverageGroup } from './coverage';
import { axisAt, paidSupport, supportOf, type Axis } from './support';
import { SupportAxis, SupportBar } from './SupportBar';
import { SupportLabel } from './SupportLabel';
import { advisoriesText } from './text';

const SORTS = ['release', 'rows', '', 'support', '', 'images'] as const;

/** The releases of each distribution under its name. */
export function CoverageTable({
  groups,
  state,
  now,
}: {
  readonly groups: readonly CoverageGroup[];
  readonly state: ListState;
  readonly now: Date;
}) {
  const text = useText(advisoriesText).coverage;
  const axis = axisAt(now);
  return (
    <>
      <p className="bw-support-legend" aria-hidden>
        {(['free', 'paid', 'over', 'now'] as const).map((each) => (
          <span key={each} className="bw-support-legend__item">
            <span className={`bw-support-legend__${each}`} />
            {text.legend[each]}
          </span>
        ))}
      </p>
      <Table aria-label={text.label} variant="compact" gridBreakPoint="grid-lg">
        <Thead>
          <Tr>
            <Th sort={sorting(0, state)} modifier="nowrap">
              {text.release}
            </Th>
            <Th sort={sorting(1, state)} modifier="nowrap">
              {text.rows}
            </Th>
            <Th modifier="nowrap" info={{ tooltip: text.tellsHelp, ariaLabel: text.tells }}>
              {text.tells}
            </Th>
            <Th sort={sorting(3, state)} modifier="nowrap">
              {text.support}
            </Th>
            <Th width={40}>
              <SupportAxis axis={axis} />
              <span className="pf-v6-screen-reader">{text.dates}</span>
            </Th>
            <Th sort={sorting(5, state)} modifier="nowrap">
              {text.here}
            </Th>
          </Tr>
        </Thead>
        {groups.map(({ distribution, releases }) => (
          <Tbody key={distribution}>
            <Tr className="bw-group">
              <Th colSpan={6} scope="rowgroup">
                {distributionTitle(distribution)}{' '}
                <span className="bw-faint">{text.group(releases.length)}</span>
              </Th>
            </Tr>
            {releases.map((release) => (
              <Row key={release.release} release={release} axis={axis} now={now} />
            ))}
          </Tbody>
        ))}
      </Table>
    </>
  );
}

function Row({
  release,
  axis,
  now,
}: {
  readonly release: CoveredRelease;
  readonly axis: Axis;
  readonly now: Date;
}) {
  const text = useText(advisoriesText).coverage;
  const support = supportOf(release, now);
  const title = release.name ?? releaseTitle(release.release);
  const told = useTold(release);
  return (
    <Tr>
      <Td dataLabel={text.release} modifier="nowrap">
        {title}
      </Td>
      <Td dataLabel={text.rows} className="bw-number">
        {number(release.rows)}
      </Td>
      <Td dataLabel={text.tells}>
        <Label variant="outline" isCompact>
          {release.fixesOnly ? text.fixesOnly : text.allIssues}
        </Label>
      </Td>
      <Td dataLabel={text.support}>
        <SupportLabel support={support} />
      </Td>
      <Td dataLabel={text.dates}>
        <SupportBar
          release={release}
          support={support}
          axis={axis}
          now={now}
          label={text.bar(title, told)}
        />
        <div className="bw-support-told">{told}</div>
      </Td>
      <Td dataLabel={text.here} className="bw-number">
        {typeof release.images === 'number' ? (
          number(release.images)
        ) : (
          <span className="bw-faint">{text.imagesUnknown}</span>
        )}
      </Td>
    </Tr>
  );
}

/** The dates of the bar in words. */
function useTold(release: CoveredRelease): string {
  const text = useText(advisoriesText).coverage;
  const { endOfLife, ended } = release;
  if (endOfLife === undefined || endOfLife === null) {
    return text.noEnd;
  }
  const date = (told: string): string => day(new Date(`${told}T00:00:00Z`));
  const free = ended ? text.ended(date(endOfLife)) : text.until(date(endOfLife));
  return [
    free,
    ...paidSupport(release).map(({ name, until }) => text.paid(name, date(until))),
  ].join('; ');
}

function sorting(index: number, state: ListState): NonNullable<ThProps['sort']> {
  const down = state.sort.startsWith('-');
  const by = down ? state.sort.slice(1) : state.sort;
  const sorted = SORTS.findIndex((each) => each !== '' && each === by);
  return {
    columnIndex: index,
    sortBy: {
      ...(sorted < 0 ? {} : { index: sorted }),
      direction: down ? 'desc' : 'asc',
      defaultDirection: index === 1 || index === 5 ? 'desc' : 'asc',
    },
    onSort: (_, __, direction) =>
      state.sortBy((direction === SortByDirection.desc ? '-' : '') + (SORTS[index] ?? '')),
  };
}
