import { request, type QueryParameters } from '@/api/client';
import type { IssueList, IssueRow } from '@/api/lists';

const PAGE = 500;

/** All issues of a filter, page by page, as a file. */
export async function allIssues(filter: QueryParameters): Promise<Blob> {
  const issues: IssueRow[] = [];
  let total = Infinity;
  let answer: IssueList | undefined;
  while (issues.length < total) {
    answer = await request<IssueList>('/api/v2/issues', {
      query: { ...filter, offset: issues.length, limit: PAGE },
    });
    issues.push(...answer.issues);
    // What went away meanwhile is not waited for.
    total = answer.issues.length === 0 ? issues.length : answer.total;
  }
  const { known } = answer ?? {};
  return new Blob([JSON.stringify({ known, issues }, null, 2)], { type: 'application/json' });
}
