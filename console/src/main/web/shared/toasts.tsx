import { Alert, AlertActionCloseButton, AlertGroup } from '@patternfly/react-core';
import { createContext, useCallback, useContext, useMemo, useState, type ReactNode } from 'react';
import { ApiError } from '@/api/client';
import { useText } from '@/text/useText';
import { sharedText } from './text';

interface Toast {
  readonly id: number;
  readonly variant: 'success' | 'danger' | 'info';
  readonly title: string;
  readonly detail: string | undefined;
}

export interface Toasts {
  readonly done: (title: string, detail?: string) => void;
  readonly failed: (error: unknown) => void;
}

const ToastContext = createContext<Toasts | undefined>(undefined);

/** Says in a corner what was done, or why not. */
export function useToasts(): Toasts {
  const toasts = useContext(ToastContext);
  if (toasts === undefined) {
    throw new Error('no toasts outside of the shell');
  }
  return toasts;
}

const MOST = 5;
const SHOWN = 8_000;
let next = 0;

export function ToastArea({ children }: { readonly children: ReactNode }) {
  const text = useText(sharedText);
  const [toasts, setToasts] = useState<readonly Toast[]>([]);
  const add = useCallback((toast: Omit<Toast, 'id'>) => {
    const id = next++;
    setToasts((before) => [...before.slice(1 - MOST), { ...toast, id }]);
  }, []);
  const remove = (id: number) => setToasts((before) => before.filter((each) => each.id !== id));
  const value = useMemo<Toasts>(
    () => ({
      done: (title, detail) => add({ variant: 'success', title, detail }),
      failed: (error) => {
        const unreachable = error instanceof ApiError && error.unreachable;
        add({
          variant: 'danger',
          title: unreachable ? text.unreachable : text.failed,
          detail: unreachable
            ? text.unreachableNext
            : error instanceof Error
              ? error.message
              : String(error),
        });
      },
    }),
    [add, text],
  );
  return (
    <ToastContext value={value}>
      {children}
      <AlertGroup hasAnimations isToast isLiveRegion>
        {toasts.map((toast) => (
          <Alert
            key={toast.id}
            variant={toast.variant}
            title={toast.title}
            timeout={toast.variant === 'danger' ? false : SHOWN}
            onTimeout={() => remove(toast.id)}
            actionClose={
              <AlertActionCloseButton title={toast.title} onClose={() => remove(toast.id)} />
            }
          >
            {toast.detail}
          </Alert>
        ))}
      </AlertGroup>
    </ToastContext>
  );
}
