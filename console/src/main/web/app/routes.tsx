import { Bullseye, Spinner } from '@patternfly/react-core';
import { lazy, Suspense } from 'react';
import type { RouteObject } from 'react-router';
import { SessionGate } from '@/session/SessionGate';
import { MissingPage } from './MissingPage';
import { BrokenPage } from './BrokenPage';
import { PAGES } from './pages';
import { Shell } from './Shell';

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
        const Page = lazy(page.load);
        return {
          path: page.path,
          errorElement: <BrokenPage />,
          element: (
            <Suspense
              fallback={
                <Bullseye>
                  <Spinner />
                </Bullseye>
              }
            >
              <Page />
            </Suspense>
          ),
        };
      }),
      { path: '*', element: <MissingPage /> },
    ],
  },
];
