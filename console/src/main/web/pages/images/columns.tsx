import { Checkbox, Content } from '@patternfly/react-core';
import { Link } from 'react-router';
import type { ImageRow } from '@/api/lists';
import type { Column } from '@/shared/DataTable';
import { Hint } from '@/shared/Hint';
import { imageName, imagePage } from '@/shared/names';
import { releaseTitle } from '@/shared/releases';
import { ExploitedLabel, SeverityTally } from '@/shared/severities';
import { TimeText } from '@/shared/TimeText';
import { VerdictLabel } from '@/shared/verdicts';
import { bytes, shortDigest } from '@/text/format';
import { RowMenu } from './RowMenu';
import type { imagesText } from './text';

/** A row's own name: the tag, as it is pulled. */
export function nameOf(row: ImageRow): string {
  return imageName(row.repository, row.tag);
}

/** What a verdict without issues says: nothing, or that nobody knows. */
const KNOWN = new Set(['OK', 'WARN', 'FAIL']);

export function columns(
  text: (typeof imagesText)['en'],
  selection: {
    readonly selected: ReadonlySet<string>;
    readonly toggle: (image: string) => void;
    readonly onDelete: (image: string) => void;
  },
): readonly Column<ImageRow>[] {
  return [
    {
      key: 'select',
      title: text.select,
      hiddenTitle: true,
      modifier: 'fitContent',
      cell: (row) => (
        <Checkbox
          id={`select ${nameOf(row)}`}
          aria-label={text.selectImage(nameOf(row))}
          isChecked={selection.selected.has(nameOf(row))}
          onChange={() => selection.toggle(nameOf(row))}
        />
      ),
    },
    {
      key: 'name',
      title: text.image,
      sort: 'name',
      width: 35,
      modifier: 'breakWord',
      cell: (row) => (
        <>
          <Link to={imagePage(nameOf(row))}>{nameOf(row)}</Link>
          <div className="bw-small">
            {[
              row.release === null ? undefined : releaseTitle(row.release),
              text.platforms(row.platforms),
              shortDigest(row.digest),
            ]
              .filter(Boolean)
              .join(' · ')}
          </div>
        </>
      ),
    },
    {
      key: 'verdict',
      title: text.verdict,
      sort: 'verdict',
      largestFirst: true,
      width: 25,
      modifier: 'breakWord',
      cell: (row) => (
        <>
          <VerdictLabel status={row.verdict.status} message={row.verdict.message} />
          {row.stale && (
            <Hint content={text.stale}>
              <span className="bw-images__stale">…</span>
            </Hint>
          )}
          {row.verdict.status !== 'OK' && (
            <Content component="small" className="bw-images__why">
              {row.verdict.message}
            </Content>
          )}
        </>
      ),
    },
    {
      key: 'issues',
      title: text.issues,
      sort: 'severity',
      largestFirst: true,
      cell: (row) => (
        <SeverityTally
          counts={row.counts}
          none={KNOWN.has(row.verdict.status) ? text.noIssues : text.notKnown}
        />
      ),
    },
    {
      key: 'exploited',
      title: text.exploited,
      sort: 'exploited',
      largestFirst: true,
      cell: (row) => row.counts.exploited > 0 && <ExploitedLabel />,
    },
    {
      key: 'size',
      title: text.size,
      sort: 'size',
      largestFirst: true,
      modifier: 'nowrap',
      cell: (row) => bytes(row.size),
    },
    {
      key: 'pushed',
      title: text.pushed,
      sort: 'pushed',
      largestFirst: true,
      modifier: 'nowrap',
      cell: (row) => <TimeText time={row.pushed} />,
    },
    {
      key: 'actions',
      title: text.actions,
      hiddenTitle: true,
      modifier: 'fitContent',
      cell: (row) => <RowMenu row={row} onDelete={() => selection.onDelete(nameOf(row))} />,
    },
  ];
}
