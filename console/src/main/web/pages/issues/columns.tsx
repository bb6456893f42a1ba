import { Link } from 'react-router';
import type { IssueRow } from '@/api/lists';
import type { Column } from '@/shared/DataTable';
import { Hint } from '@/shared/Hint';
import { issuePage } from '@/shared/names';
import { ExploitedLabel, SeverityLabel } from '@/shared/severities';
import { number } from '@/text/format';
import { exemptionPage } from '../exemptions/address';
import type { issuesText } from './text';

type Words = (typeof issuesText)['en'];

const imagesPage = (issue: string): string =>
  `/images?${new URLSearchParams({ issue }).toString()}`;

/** The columns of the list of issues. */
export function issueColumns(text: Words, mayExempt: boolean): readonly Column<IssueRow>[] {
  return [
    {
      key: 'id',
      title: text.id,
      sort: 'id',
      cell: (issue) => (
        <Link to={issuePage(issue.id)} className="bw-link">
          {issue.id}
        </Link>
      ),
    },
    {
      key: 'severity',
      title: text.severity,
      sort: 'severity',
      largestFirst: true,
      cell: (issue) => (
        <span>
          <SeverityLabel severity={issue.severity} /> {issue.exploited && <ExploitedLabel />}
        </span>
      ),
    },
    {
      key: 'images',
      title: text.images,
      sort: 'images',
      largestFirst: true,
      cell: (issue) => (
        <Link to={imagesPage(issue.id)} aria-label={text.imagesWith(issue.images, issue.id)}>
          {number(issue.images)}
        </Link>
      ),
    },
    {
      key: 'active',
      title: text.active,
      cell: (issue) => (
        <Hint content={text.activeMeans}>
          <span>{number(issue.active)}</span>
        </Hint>
      ),
    },
    {
      key: 'fixable',
      title: text.fixable,
      cell: (issue) =>
        issue.type === 'configuration' ? (
          '–'
        ) : (
          <Hint content={text.fixableMeans}>
            <span>{number(issue.fixable)}</span>
          </Hint>
        ),
    },
    {
      key: 'packages',
      title: text.packages,
      modifier: 'breakWord',
      cell: (issue) =>
        issue.type === 'configuration' ? (
          <span className="bw-nowrap">{text.types.configuration}</span>
        ) : (
          issue.packages.join(', ')
        ),
    },
    ...(mayExempt
      ? [
          {
            key: 'actions',
            title: text.actions,
            hiddenTitle: true,
            cell: (issue: IssueRow) => <RowActions issue={issue} text={text} />,
          },
        ]
      : []),
  ];
}

function RowActions({ issue, text }: { readonly issue: IssueRow; readonly text: Words }) {
  const to = exemptionPage({
    issue: issue.id,
    type: issue.type === 'configuration' ? 'configuration' : 'cve',
  });
  return (
    <Link to={to} className="bw-nowrap" aria-label={text.exemptIssue(issue.id)}>
      {text.exempt}
    </Link>
  );
}
