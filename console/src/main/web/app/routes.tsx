import { Bullseye, Spinner } from '@patternfly/react-core';
import { lazy, Suspense, useState, type ComponentType } from 'react';
import { matchRoutes, type RouteObject } from 'react-router';
import { SessionGate } from '@/session/SessionGate';
import { MissingPage } from './MissingPage';
import { BrokenPage } from './BrokenPage';
import { PAGES, type PageEntry } from './pages';
import { Shell } from './Shell';

/**
 * Pages whose code was there before they were asked for. React shows a spinner for a third of a
 * second at least where it has to wait at all.
 */
const ready = new Map<PageEntry, ComponentType>();

function pageOf(entry: PageEntry): ComponentType {
  const Page = lazy(entry.load);
  return function PageOfRoute() {
    // As it is when the page opens: afterwards it stays what it is.
    const [Ready] = useState(() => ready.get(entry));
    return Ready ? (
      <Ready />
    ) : (
      <Suspense
        fallback={
          <Bullseye>
            <Spinner />
          </Bullseye>
        }
      >
        <Page />
      </Suspense>
    );
  };
}

export const routes: readonly RouteObject[] = [
  {
    element: (
      <SessionGate>
        <Shell />
      </SessionGate>
    ),
    errorElement: <BrokenPage />,
    children: [
      ...PAGES.map((page): RouteObject => {
        const Page = pageOf(page);
        return { path: page.path, errorElement: <BrokenPage />, element: <Page /> };
      }),
      { path: '*', element: <MissingPage /> },
    ],
  },
];

/** Fetches a page while the server is still asked who comes. */
export function loadAhead(address: string): void {
  for (const { route } of matchRoutes([...PAGES], address) ?? []) {
    route.load().then(
      (page) => ready.set(route, page.default),
      // What went wrong is told by the page, which tries again.
      () => undefined,
    );
  }
}
