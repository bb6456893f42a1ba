import { useEffect, useRef } from 'react';

/** Those of the types of events that an arrival of an image has. */
const TYPES = ['message', 'image.pushed', 'io.breakwater.image.pushed'] as const;

/**
 * Hears of pushes while it is shown. Where the stream does not come, or ends, nothing is lost but
 * haste: the page asks by itself, too.
 */
export function useArrivals(onArrival: () => void): void {
  const heard = useRef(onArrival);
  useEffect(() => {
    heard.current = onArrival;
  }, [onArrival]);
  useEffect(() => {
    const stream = new EventSource('/api/v2/changes');
    const listener = () => heard.current();
    TYPES.forEach((type) => stream.addEventListener(type, listener));
    return () => stream.close();
  }, []);
}
