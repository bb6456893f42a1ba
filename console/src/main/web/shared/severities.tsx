import { Icon, LabelGroup, type LabelProps } from '@patternfly/react-core';
import FireIcon from '@patternfly/react-icons/dist/esm/icons/fire-icon';
import SeverityCriticalIcon from '@patternfly/react-icons/dist/esm/icons/severity-critical-icon';
import SeverityImportantIcon from '@patternfly/react-icons/dist/esm/icons/severity-important-icon';
import SeverityMinorIcon from '@patternfly/react-icons/dist/esm/icons/severity-minor-icon';
import SeverityModerateIcon from '@patternfly/react-icons/dist/esm/icons/severity-moderate-icon';
import SeverityNoneIcon from '@patternfly/react-icons/dist/esm/icons/severity-none-icon';
import SeverityUndefinedIcon from '@patternfly/react-icons/dist/esm/icons/severity-undefined-icon';
import type { ReactElement } from 'react';
import type { Severity } from '@/api/types';
import { number } from '@/text/format';
import { useText } from '@/text/useText';
import { Label } from './Label';
import { sharedText } from './text';

/** The worst first. */
export const SEVERITIES: readonly Severity[] = [
  'critical',
  'high',
  'medium',
  'low',
  'negligible',
  'unknown',
];

/** Places a distribution's own word on the scale, as the server does. */
export function severityOf(word: string): Severity {
  switch (word.toLowerCase()) {
    case 'critical':
      return 'critical';
    case 'high':
    case 'important':
      return 'high';
    case 'medium':
    case 'moderate':
      return 'medium';
    case 'low':
      return 'low';
    case 'negligible':
    case 'unimportant':
    case 'none':
      return 'negligible';
    default:
      return 'unknown';
  }
}

/** Compares, the worst first. */
export function bySeverity(one: Severity, other: Severity): number {
  return SEVERITIES.indexOf(one) - SEVERITIES.indexOf(other);
}

const LOOK: Readonly<
  Record<
    Severity,
    { readonly color: NonNullable<LabelProps['color']>; readonly icon: ReactElement }
  >
> = {
  critical: { color: 'red', icon: <SeverityCriticalIcon /> },
  high: { color: 'orange', icon: <SeverityImportantIcon /> },
  medium: { color: 'yellow', icon: <SeverityModerateIcon /> },
  low: { color: 'blue', icon: <SeverityMinorIcon /> },
  negligible: { color: 'grey', icon: <SeverityNoneIcon /> },
  unknown: { color: 'grey', icon: <SeverityUndefinedIcon /> },
};

/** The custom properties of `shared.css` that draw a severity in charts. */
export function severityColor(severity: Severity): string {
  return `var(--bw-severity-${severity})`;
}

export function SeverityLabel({
  severity,
  count,
}: {
  readonly severity: Severity;
  readonly count?: number;
}) {
  const text = useText(sharedText);
  const look = LOOK[severity];
  return (
    <Label color={look.color} icon={look.icon} isCompact>
      {count === undefined
        ? text.severities[severity]
        : `${number(count)} ${text.severities[severity]}`}
    </Label>
  );
}

/** How many there are of each severity, without those that there are none of. */
export function SeverityCounts({
  counts,
}: {
  readonly counts: Readonly<Partial<Record<Severity, number>>>;
}) {
  const shown = SEVERITIES.filter((severity) => (counts[severity] ?? 0) > 0);
  return (
    <LabelGroup numLabels={6}>
      {shown.map((severity) => (
        <SeverityLabel key={severity} severity={severity} count={counts[severity] ?? 0} />
      ))}
    </LabelGroup>
  );
}

/** The same in the width of a table's cell: signs and numbers, the words for readers of the screen. */
export function SeverityTally({
  counts,
  none,
}: {
  readonly counts: Readonly<Partial<Record<Severity, number>>>;
  /** Where there are none. */
  readonly none: string;
}) {
  const text = useText(sharedText);
  const shown = SEVERITIES.filter((severity) => (counts[severity] ?? 0) > 0);
  if (shown.length === 0) {
    return <span className="bw-quiet">{none}</span>;
  }
  return (
    <ul className="bw-tally">
      {shown.map((severity) => (
        <li key={severity} title={text.severities[severity]}>
          <Icon isInline className={`bw-severity-${severity}`}>
            {LOOK[severity].icon}
          </Icon>{' '}
          {number(counts[severity] ?? 0)}
          <span className="pf-v6-screen-reader"> {text.severities[severity]}</span>
        </li>
      ))}
    </ul>
  );
}

/** Marks what is in the catalogue of known exploited vulnerabilities. */
export function ExploitedLabel({ count }: { readonly count?: number }) {
  const text = useText(sharedText);
  return (
    <Label color="red" variant="filled" icon={<FireIcon />} isCompact>
      {count === undefined ? text.exploited : `${number(count)} ${text.exploited}`}
    </Label>
  );
}
