import { useEffect } from 'react';

/** Names the page in the browser's tab and history: `birds/robin:1 · Images · Breakwater`. */
export function usePageTitle(...parts: readonly string[]): void {
  const title = [...parts, 'Breakwater'].join(' · ');
  useEffect(() => {
    document.title = title;
  }, [title]);
}
