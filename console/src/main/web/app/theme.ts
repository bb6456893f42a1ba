import { useCallback, useSyncExternalStore } from 'react';

export type Theme = 'light' | 'dark' | 'system';

const KEY = 'breakwater-theme';
const CLASS = 'pf-v6-theme-dark';
const system = window.matchMedia('(prefers-color-scheme: dark)');
const listeners = new Set<() => void>();

export function storedTheme(): Theme {
  try {
    const stored = localStorage.getItem(KEY);
    return stored === 'light' || stored === 'dark' ? stored : 'system';
  } catch {
    // Storage can be switched off.
    return 'system';
  }
}

export function applyTheme(theme: Theme): void {
  const dark = theme === 'dark' || (theme === 'system' && system.matches);
  document.documentElement.classList.toggle(CLASS, dark);
  document.documentElement.style.colorScheme = dark ? 'dark' : 'light';
}

system.addEventListener('change', () => applyTheme(storedTheme()));

/** The theme that was chosen, and how to choose another. */
export function useTheme(): readonly [Theme, (theme: Theme) => void] {
  const theme = useSyncExternalStore((listener) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  }, storedTheme);
  const choose = useCallback((next: Theme) => {
    try {
      if (next === 'system') {
        localStorage.removeItem(KEY);
      } else {
        localStorage.setItem(KEY, next);
      }
    } catch {
      // Then it lasts as long as the page.
    }
    applyTheme(next);
    listeners.forEach((listener) => listener());
  }, []);
  return [theme, choose];
}
