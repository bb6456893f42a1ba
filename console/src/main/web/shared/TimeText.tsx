import styles from '@patternfly/react-styles/css/components/Timestamp/timestamp';
import { useSyncExternalStore } from 'react';
import { ago, moment } from '@/text/format';
import { useText } from '@/text/useText';
import { Hint } from './Hint';
import { sharedText } from './text';

/** One clock for all times of a page: it ticks twice a minute. */
let now = new Date();
const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  timer ??= setInterval(() => {
    now = new Date();
    listeners.forEach((each) => each());
  }, 30_000);
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) {
      clearInterval(timer);
      timer = undefined;
    }
  };
}

/** The time of now, which components that show it follow. */
export function useNow(): Date {
  return useSyncExternalStore(subscribe, () => now);
}

/** `3 hours ago`, with the moment itself in a tooltip and for machines. */
export function TimeText({
  time,
  otherwise,
}: {
  readonly time: string | null | undefined;
  /** Where there is none; `unknown` without it. */
  readonly otherwise?: string;
}) {
  const text = useText(sharedText);
  const current = useNow();
  if (time === null || time === undefined) {
    return <>{otherwise ?? text.unknown}</>;
  }
  const date = new Date(time);
  return (
    <Hint content={moment(date)}>
      {/* As PatternFly's: keyboards reach what it hints at. */}
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <span className={`${styles.timestamp} ${styles.modifiers.helpText}`} tabIndex={0}>
        <time className={styles.timestampText} dateTime={date.toISOString()}>
          {ago(date, current)}
        </time>
      </span>
    </Hint>
  );
}
