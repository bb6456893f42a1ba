import { Card, CardBody, CardTitle } from '@patternfly/react-core';
import { Link } from 'react-router';
import type { Overview } from '@/api/lists';
import type { Status } from '@/api/types';
import { sharedText } from '@/shared/text';
import { STATUSES, VerdictLabel } from '@/shared/verdicts';
import { number } from '@/text/format';
import { useText } from '@/text/useText';
import { overviewText } from './text';

/** How many images have each verdict, as parts of all. */
export function VerdictsCard({ overview }: { readonly overview: Overview }) {
  const text = useText(overviewText).verdicts;
  const words = useText(sharedText).verdicts;
  const counts = STATUSES.flatMap((status): readonly (readonly [Status, number])[] => {
    const count = overview.verdicts[status] ?? 0;
    return count > 0 ? [[status, count]] : [];
  });
  const all = counts.reduce((total, [, count]) => total + count, 0);
  const told = counts.map(([status, count]) => `${words[status]} ${number(count)}`).join(', ');
  return (
    <Card isFullHeight>
      <CardTitle component="h2">{text.title}</CardTitle>
      <CardBody>
        <p className="bw-figure">
          <span className="bw-figure__number">{number(all)}</span> {text.all(all)}
        </p>
        <div className="bw-parts" role="img" aria-label={text.bar(told)}>
          {counts.map(([status, count]) => (
            <span
              key={status}
              className={`bw-parts__part bw-parts__part--${status}`}
              // A part of a thousand is to be seen, too.
              style={{ flexGrow: Math.max(count / all, 0.02) }}
            />
          ))}
        </div>
        <ul className="bw-legend">
          {counts.map(([status, count]) => (
            <li key={status} className="bw-legend__item">
              <span className={`bw-legend__swatch bw-parts__part--${status}`} aria-hidden />
              <VerdictLabel status={status} />
              <Link className="bw-legend__count" to={`/images?verdict=${status}`}>
                {text.of(count, all)}
                <span className="pf-v6-screen-reader"> {words[status]}</span>
              </Link>
            </li>
          ))}
        </ul>
      </CardBody>
    </Card>
  );
}
