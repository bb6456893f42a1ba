import '@patternfly/react-core/dist/styles/base.css';
import '@/shared/shared.css';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { createBrowserRouter, RouterProvider } from 'react-router';
import { ApiError } from '@/api/client';
import { loadAhead, routes } from '@/app/routes';
import { applyTheme, storedTheme } from '@/app/theme';

applyTheme(storedTheme());
loadAhead(window.location.pathname);

const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 10_000,
      // What the server refuses it refuses again; what was not reached may be reached.
      retry: (count, error) =>
        error instanceof ApiError
          ? count < 3 && (error.unreachable || [429, 502, 503, 504].includes(error.status))
          : count < 1,
      retryDelay: (count, error) =>
        error instanceof ApiError && error.retryAfter !== undefined
          ? Math.min(error.retryAfter, 30) * 1000
          : 500 * 2 ** count,
    },
  },
});

const root = document.getElementById('root');
if (root === null) {
  throw new Error('the page has no place for the console');
}
createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={queries}>
      <RouterProvider router={createBrowserRouter([...routes])} />
    </QueryClientProvider>
  </StrictMode>,
);
