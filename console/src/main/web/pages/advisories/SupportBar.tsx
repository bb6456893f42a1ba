import type { CoveredRelease } from '@/api/advisories';
import { bars, place, yearMarks, type Axis, type Support } from './support';

const HEIGHT = 14;

/** Until when a release is supported, on the axis of the table; its words stand beside it. */
export function SupportBar({
  release,
  support,
  axis,
  now,
  label,
}: {
  readonly release: CoveredRelease;
  readonly support: Support;
  readonly axis: Axis;
  readonly now: Date;
  readonly label: string;
}) {
  const today = place(now.getTime(), axis);
  return (
    <svg className="bw-support" height={HEIGHT} width="100%" role="img" aria-label={label}>
      <line className="bw-support__line" x1="0" x2="100%" y1={HEIGHT / 2} y2={HEIGHT / 2} />
      {bars(release, axis).map(({ kind, from, to }) => (
        <rect
          key={kind}
          className={
            kind === 'paid'
              ? 'bw-support__bar bw-support__bar--paid'
              : `bw-support__bar bw-support__bar--${support}`
          }
          x={`${from}%`}
          width={`${to - from}%`}
          y={kind === 'paid' ? HEIGHT / 2 - 2 : 2}
          height={kind === 'paid' ? 4 : HEIGHT - 4}
          rx={2}
        />
      ))}
      <line className="bw-support__now" x1={`${today}%`} x2={`${today}%`} y1="0" y2={HEIGHT} />
    </svg>
  );
}

/** The years above the bars. */
export function SupportAxis({ axis }: { readonly axis: Axis }) {
  return (
    <svg className="bw-support" height={16} width="100%" aria-hidden>
      {yearMarks(axis).map(({ year, at }) => (
        <text key={year} className="bw-support__year" x={`${at}%`} y={12} textAnchor="middle">
          {year}
        </text>
      ))}
    </svg>
  );
}
