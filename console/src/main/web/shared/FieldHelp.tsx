import { FormHelperText, HelperText, HelperTextItem } from '@patternfly/react-core';
import type { ReactNode } from 'react';

/** Under a field: what it takes, or what is wrong with it. */
export function FieldHelp({
  id,
  wrong = false,
  live = false,
  children,
}: {
  /** What the field's `aria-describedby` names. */
  readonly id?: string;
  readonly wrong?: boolean;
  /** Whether it is read out when it changes. */
  readonly live?: boolean;
  readonly children: ReactNode;
}) {
  return (
    <FormHelperText>
      <HelperText id={id} isLiveRegion={live}>
        <HelperTextItem variant={wrong ? 'error' : 'default'}>{children}</HelperTextItem>
      </HelperText>
    </FormHelperText>
  );
}
