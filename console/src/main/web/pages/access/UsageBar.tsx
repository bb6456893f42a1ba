import { Progress, ProgressMeasureLocation, ProgressSize } from '@patternfly/react-core';
import { bytes } from '@/text/format';
import { useText } from '@/text/useText';
import { namespacesText } from './namespaces/text';

/** How much of a limit is used; the amount alone where there is none. */
export function UsageBar({
  label,
  used,
  limit,
}: {
  readonly label: string;
  readonly used: number;
  /** Null for none. */
  readonly limit: number | null;
}) {
  const text = useText(namespacesText);
  if (limit === null) {
    return (
      <>
        {bytes(used)}, {text.unlimited}
      </>
    );
  }
  const part = limit === 0 ? 100 : Math.min(100, (used / limit) * 100);
  return (
    <Progress
      aria-label={label}
      value={part}
      size={ProgressSize.sm}
      measureLocation={ProgressMeasureLocation.outside}
      label={text.of(bytes(used), bytes(limit))}
      valueText={text.of(bytes(used), bytes(limit))}
      {...(part >= 95
        ? { variant: 'danger' as const }
        : part >= 80
          ? { variant: 'warning' as const }
          : {})}
    />
  );
}
