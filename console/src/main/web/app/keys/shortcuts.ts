import { useCallback, useEffect, useRef, useSyncExternalStore } from 'react';

/** What is pressed after `g`, and where that leads. */
export const JUMPS = {
  h: '/',
  i: '/images',
  o: '/issues',
  c: '/compare',
  e: '/exemptions',
  v: '/advisories',
  t: '/trash',
  u: '/audit',
} as const;

export type Jump = keyof typeof JUMPS;

export interface Shortcuts {
  readonly search: () => void;
  readonly help: () => void;
  readonly go: (to: string) => void;
}

const PATIENCE = 1_500;
const KEY = 'breakwater-shortcuts';
const listeners = new Set<() => void>();

function stored(): boolean {
  try {
    return localStorage.getItem(KEY) !== 'off';
  } catch {
    return true;
  }
}

/** Whether single keys do anything: who speaks to the browser may not want that. */
export function useShortcutsOn(): readonly [boolean, (on: boolean) => void] {
  const on = useSyncExternalStore((listener) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  }, stored);
  const set = useCallback((next: boolean) => {
    try {
      if (next) {
        localStorage.removeItem(KEY);
      } else {
        localStorage.setItem(KEY, 'off');
      }
    } catch {
      // Then they stay as they are.
    }
    listeners.forEach((listener) => listener());
  }, []);
  return [on, set];
}

/** Whether a key is typed into something, or belongs to a dialog. */
export function isTaken(event: KeyboardEvent): boolean {
  const { target } = event;
  return (
    event.defaultPrevented ||
    event.ctrlKey ||
    event.metaKey ||
    event.altKey ||
    event.isComposing ||
    document.querySelector('[aria-modal="true"]') !== null ||
    (target instanceof HTMLElement &&
      (target.isContentEditable ||
        target.closest('input, textarea, select, [role="menu"], [role="listbox"]') !== null))
  );
}

/** Listens for `/`, `?` and `g` with a letter, on every page. */
export function useShortcuts(shortcuts: Shortcuts): void {
  const latest = useRef(shortcuts);
  const [on] = useShortcutsOn();
  useEffect(() => {
    latest.current = shortcuts;
  });
  useEffect(() => {
    if (!on) {
      return;
    }
    let going: number | undefined;
    const onKeyDown = (event: KeyboardEvent) => {
      if (isTaken(event)) {
        return;
      }
      const jumping = going !== undefined && event.timeStamp - going < PATIENCE;
      going = undefined;
      if (jumping && Object.hasOwn(JUMPS, event.key)) {
        event.preventDefault();
        latest.current.go(JUMPS[event.key as Jump]);
      } else if (event.key === '/') {
        event.preventDefault();
        latest.current.search();
      } else if (event.key === '?') {
        event.preventDefault();
        latest.current.help();
      } else if (event.key === 'g') {
        going = event.timeStamp;
      }
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, [on]);
}
