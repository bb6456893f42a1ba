import type { ThProps } from '@patternfly/react-table';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { Hint } from '@/shared/Hint';
import { Label } from '@/shared/Label';
import { issuePage } from '@/shared/names';
import { ExploitedLabel, SeverityLabel, SeverityTally } from '@/shared/severities';
import { number } from '@/text/format';
import type { Group, Grouping, Standing } from './findings';
import type { findingText } from './findingText';

type Words = (typeof findingText)['en'];

interface Column {
  readonly title: string;
  readonly sort?: string;
  readonly width?: NonNullable<ThProps['width']>;
}

export function columnsOf(text: Words, grouping: Grouping): readonly Column[] {
  const name: Column = { title: text.groupings[grouping], sort: 'name', width: 35 };
  const severity: Column = { title: text.severity, sort: 'severity' };
  return grouping === 'cve'
    ? [
        name,
        severity,
        { title: text.packages, sort: 'packages' },
        { title: text.fix, sort: 'fixable' },
        { title: text.standing, sort: 'standing' },
      ]
    : [
        name,
        severity,
        { title: text.issues, sort: 'issues' },
        { title: text.fixable, sort: 'fixable' },
        { title: text.standing, sort: 'standing' },
      ];
}

const SHOWN = 2;

/** What is in the columns, in their order. */
export function cellsOf(text: Words, grouping: Grouping, group: Group): readonly ReactNode[] {
  const first = group.rows[0]?.finding;
  const standing = <StandingLabel text={text} standing={group.standing} />;
  if (grouping === 'cve') {
    const names = [...new Set(group.rows.map((row) => row.finding.package.name))];
    const fixes = [...new Set(group.rows.flatMap((row) => row.finding.fixedVersion ?? []))];
    return [
      <>
        <Link to={issuePage(group.key)}>{group.key}</Link> {group.exploited && <ExploitedLabel />}
        {first?.summary && <div className="bw-small bw-image__line">{first.summary}</div>}
      </>,
      <SeverityLabel severity={group.severity} />,
      <>
        {names.slice(0, SHOWN).join(', ')}{' '}
        {names.length > SHOWN && (
          <span className="bw-quiet">{text.more(names.length - SHOWN)}</span>
        )}
      </>,
      fixes.length === 0 ? (
        <span className="bw-quiet">{text.noFix}</span>
      ) : (
        <span className="bw-code">{fixes.slice(0, SHOWN).join(', ')}</span>
      ),
      standing,
    ];
  }
  return [
    grouping === 'package' ? (
      <>
        <span className="bw-code">{group.key}</span> {group.exploited && <ExploitedLabel />}
        <div className="bw-small">{first?.package.sourceVersion}</div>
      </>
    ) : (
      <>
        {group.key === '-1' ? text.unknownLayer : text.layerIs(Number(group.key))}{' '}
        {group.exploited && <ExploitedLabel />}
        <div className="bw-small bw-code bw-image__line">
          {first?.origin?.createdBy ?? text.noStep}
        </div>
      </>
    ),
    <SeverityTally counts={group.counts} none="" />,
    number(group.issues),
    text.fixesCount(group.fixable, group.issues),
    standing,
  ];
}

export function StandingLabel({
  text,
  standing,
}: {
  readonly text: Words;
  readonly standing: Standing;
}) {
  return (
    <Hint content={text.standingMeans[standing]}>
      <Label
        isCompact
        variant="outline"
        color={standing === 'issue' ? 'red' : standing === 'exempt' ? 'blue' : 'grey'}
      >
        {text.standings[standing]}
      </Label>
    </Hint>
  );
}
