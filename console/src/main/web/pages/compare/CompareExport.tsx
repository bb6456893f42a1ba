import type { Difference } from '@/api/compare';
import { asCsv, asJson, ExportMenu } from '@/shared/ExportMenu';
import { useText } from '@/text/useText';
import { kindOf, type ChangedIssue, type View } from './changes';
import { compareText } from './text';

/** Saves what is shown as CSV, or everything as JSON. */
export function CompareExport({
  difference,
  issues,
  view,
}: {
  readonly difference: Difference;
  readonly issues: readonly ChangedIssue[];
  readonly view: View;
}) {
  const text = useText(compareText);
  const csv = (): Promise<Blob> => {
    switch (view) {
      case 'packages':
        return asCsv(
          ['package', 'change', 'before', 'after'],
          difference.packages.map((each) => [
            each.name,
            kindOf(each),
            each.before.join(' '),
            each.after.join(' '),
          ]),
        )();
      case 'configuration':
        return asCsv(
          ['change', 'issue', 'severity', 'file', 'line', 'counted before', 'counts after'],
          difference.configurationIssues.map((each) => [
            each.change,
            each.id,
            each.severity,
            each.file,
            each.line,
            each.activeBefore,
            each.activeAfter,
          ]),
        )();
      default:
        return asCsv(
          [
            'change',
            'issue',
            'severity',
            'packages',
            'before',
            'after',
            'fixed',
            'exploited',
            'counts',
          ],
          issues
            .filter((each) => each.change === view)
            .map((each) => [
              each.change,
              each.issue,
              each.severity,
              each.packages.join(' '),
              each.before,
              each.after,
              each.fixed,
              each.exploited,
              each.counts,
            ]),
        )();
    }
  };
  return (
    <ExportMenu
      formats={[
        { label: text.csv, file: `difference-${view}.csv`, content: csv },
        { label: text.json, file: 'difference.json', content: asJson(difference) },
      ]}
    />
  );
}
