import type { LabelProps } from '@patternfly/react-core';
import CheckCircleIcon from '@patternfly/react-icons/dist/esm/icons/check-circle-icon';
import ExclamationCircleIcon from '@patternfly/react-icons/dist/esm/icons/exclamation-circle-icon';
import ExclamationTriangleIcon from '@patternfly/react-icons/dist/esm/icons/exclamation-triangle-icon';
import QuestionCircleIcon from '@patternfly/react-icons/dist/esm/icons/question-circle-icon';
import type { ReactElement } from 'react';
import type { Feed } from '@/api/advisories';
import { useText } from '@/text/useText';
import { freshness, type Freshness } from './feeds';
import { Hint } from './Hint';
import { Label } from './Label';
import { sharedText } from './text';

const LOOK: Readonly<
  Record<
    Freshness,
    { readonly color: NonNullable<LabelProps['color']>; readonly icon: ReactElement }
  >
> = {
  fresh: { color: 'green', icon: <CheckCircleIcon /> },
  stale: { color: 'yellow', icon: <ExclamationTriangleIcon /> },
  outdated: { color: 'red', icon: <ExclamationCircleIcon /> },
  unknown: { color: 'grey', icon: <QuestionCircleIcon /> },
};

/** Whether a feed is up to date, and what it means where it is not. */
export function FreshnessLabel({ feed }: { readonly feed: Pick<Feed, 'ageSeconds'> }) {
  const text = useText(sharedText);
  const fresh = freshness(feed);
  const { color, icon } = LOOK[fresh];
  return (
    <Hint content={text.freshnessMeans[fresh]}>
      <Label color={color} icon={icon} isCompact>
        {text.freshness[fresh]}
      </Label>
    </Hint>
  );
}
