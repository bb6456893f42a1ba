import type { LabelProps } from '@patternfly/react-core';
import styles from '@patternfly/react-styles/css/components/Label/label';
import type { ComponentProps, ReactElement, ReactNode } from 'react';

const COLORS = styles.modifiers;

type Color = NonNullable<LabelProps['color']>;

/**
 * PatternFly's label for words that are never cut and that nobody clicks on. PatternFly's own asks
 * the browser for the width of each, which makes it lay the page out once more for every row.
 */
export function Label({
  children,
  color = 'grey',
  variant = 'filled',
  icon,
  isCompact = false,
  className,
  ...others
}: ComponentProps<'span'> & {
  readonly children: ReactNode;
  readonly color?: Color | undefined;
  readonly variant?: 'filled' | 'outline';
  readonly icon?: ReactElement;
  readonly isCompact?: boolean;
}) {
  const classes = [
    styles.label,
    color === 'grey' ? '' : COLORS[color],
    COLORS[variant],
    isCompact ? COLORS.compact : '',
    className,
  ];
  return (
    <span {...others} className={classes.filter(Boolean).join(' ')}>
      <span className={styles.labelContent}>
        {icon && <span className={styles.labelIcon}>{icon}</span>}
        <span className={styles.labelText}>{children}</span>
      </span>
    </span>
  );
}
