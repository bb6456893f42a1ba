import type { LabelProps } from '@patternfly/react-core';
import BanIcon from '@patternfly/react-icons/dist/esm/icons/ban-icon';
import CheckCircleIcon from '@patternfly/react-icons/dist/esm/icons/check-circle-icon';
import HourglassHalfIcon from '@patternfly/react-icons/dist/esm/icons/hourglass-half-icon';
import QuestionCircleIcon from '@patternfly/react-icons/dist/esm/icons/question-circle-icon';
import SyncAltIcon from '@patternfly/react-icons/dist/esm/icons/sync-alt-icon';
import UserClockIcon from '@patternfly/react-icons/dist/esm/icons/user-clock-icon';
import type { ReactElement } from 'react';
import { Hint } from '@/shared/Hint';
import { Label } from '@/shared/Label';
import { useText } from '@/text/useText';
import type { Support } from './support';
import { advisoriesText } from './text';

const LOOK: Readonly<
  Record<Support, { readonly color: NonNullable<LabelProps['color']>; readonly icon: ReactElement }>
> = {
  supported: { color: 'green', icon: <CheckCircleIcon /> },
  ending: { color: 'orange', icon: <HourglassHalfIcon /> },
  extended: { color: 'purple', icon: <UserClockIcon /> },
  ended: { color: 'red', icon: <BanIcon /> },
  rolling: { color: 'blue', icon: <SyncAltIcon /> },
  unknown: { color: 'grey', icon: <QuestionCircleIcon /> },
};

export function SupportLabel({ support }: { readonly support: Support }) {
  const text = useText(advisoriesText).coverage;
  const { color, icon } = LOOK[support];
  return (
    <Hint content={text.supportMeans[support]}>
      <Label color={color} icon={icon} isCompact>
        {text.supports[support]}
      </Label>
    </Hint>
  );
}
