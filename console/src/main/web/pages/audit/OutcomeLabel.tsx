import type { LabelProps } from '@patternfly/react-core';
import BanIcon from '@patternfly/react-icons/dist/esm/icons/ban-icon';
import CheckCircleIcon from '@patternfly/react-icons/dist/esm/icons/check-circle-icon';
import ExclamationCircleIcon from '@patternfly/react-icons/dist/esm/icons/exclamation-circle-icon';
import HourglassHalfIcon from '@patternfly/react-icons/dist/esm/icons/hourglass-half-icon';
import type { ReactElement } from 'react';
import type { Outcome } from '@/api/access';
import { Hint } from '@/shared/Hint';
import { Label } from '@/shared/Label';
import { useText } from '@/text/useText';
import { auditText } from './text';

export const OUTCOMES: readonly Outcome[] = ['success', 'failure', 'denied', 'pending'];

const LOOK: Readonly<
  Record<Outcome, { readonly color: NonNullable<LabelProps['color']>; readonly icon: ReactElement }>
> = {
  success: { color: 'green', icon: <CheckCircleIcon /> },
  failure: { color: 'red', icon: <ExclamationCircleIcon /> },
  denied: { color: 'orange', icon: <BanIcon /> },
  pending: { color: 'grey', icon: <HourglassHalfIcon /> },
};

export function OutcomeLabel({ outcome }: { readonly outcome: Outcome }) {
  const text = useText(auditText);
  return (
    <Hint content={text.outcomeMeans[outcome]}>
      <Label isCompact {...LOOK[outcome]}>
        {text.outcomes[outcome]}
      </Label>
    </Hint>
  );
}
