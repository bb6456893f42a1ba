import type { LabelProps } from '@patternfly/react-core';
import BanIcon from '@patternfly/react-icons/dist/esm/icons/ban-icon';
import CheckCircleIcon from '@patternfly/react-icons/dist/esm/icons/check-circle-icon';
import ExclamationCircleIcon from '@patternfly/react-icons/dist/esm/icons/exclamation-circle-icon';
import ExclamationTriangleIcon from '@patternfly/react-icons/dist/esm/icons/exclamation-triangle-icon';
import HourglassHalfIcon from '@patternfly/react-icons/dist/esm/icons/hourglass-half-icon';
import QuestionCircleIcon from '@patternfly/react-icons/dist/esm/icons/question-circle-icon';
import type { ReactElement } from 'react';
import type { Status } from '@/api/types';
import { useText } from '@/text/useText';
import { Hint } from './Hint';
import { Label } from './Label';
import { sharedText } from './text';

/** The worst first. */
export const STATUSES: readonly Status[] = [
  'FAIL',
  'INCOMPLETE',
  'UNSCANNED',
  'UNSUPPORTED',
  'WARN',
  'OK',
];

const LOOK: Readonly<
  Record<Status, { readonly color: NonNullable<LabelProps['color']>; readonly icon: ReactElement }>
> = {
  FAIL: { color: 'red', icon: <ExclamationCircleIcon /> },
  INCOMPLETE: { color: 'orange', icon: <QuestionCircleIcon /> },
  UNSCANNED: { color: 'grey', icon: <HourglassHalfIcon /> },
  UNSUPPORTED: { color: 'purple', icon: <BanIcon /> },
  WARN: { color: 'yellow', icon: <ExclamationTriangleIcon /> },
  OK: { color: 'green', icon: <CheckCircleIcon /> },
};

/** A verdict in a word, told by icon and text and not by its colour alone. */
export function VerdictLabel({
  status,
  message,
  compact = true,
}: {
  readonly status: Status;
  /** Why; otherwise what the word means. */
  readonly message?: string | undefined;
  readonly compact?: boolean;
}) {
  const text = useText(sharedText);
  const look = LOOK[status];
  return (
    <Hint content={message ?? text.verdictMeans[status]}>
      <Label color={look.color} icon={look.icon} isCompact={compact}>
        {text.verdicts[status]}
      </Label>
    </Hint>
  );
}
