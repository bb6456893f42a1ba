import {
  Alert,
  Button,
  EmptyState,
  EmptyStateActions,
  EmptyStateBody,
  EmptyStateFooter,
  Skeleton,
  Stack,
} from '@patternfly/react-core';
import SearchIcon from '@patternfly/react-icons/dist/esm/icons/search-icon';
import { useMemo } from 'react';
import type { AdvisoryOverview } from '@/api/advisories';
import { ErrorState } from '@/shared/ErrorState';
import { sharedText } from '@/shared/text';
import { useNow } from '@/shared/TimeText';
import type { useAdvisories } from '@/shared/useAdvisories';
import { useListState } from '@/shared/useListState';
import { useText } from '@/text/useText';
import { coverageGroups, endedHere, FILTERS, matches, sortRows } from './coverage';
import { CoverageTable } from './CoverageTable';
import { CoverageToolbar } from './CoverageToolbar';
import { advisoriesText } from './text';

/** Which releases the advisories cover, how far, and until when each is supported. */
export function CoverageTab({
  advisories,
}: {
  readonly advisories: ReturnType<typeof useAdvisories>;
}) {
  const shared = useText(sharedText);
  const { data, error, refetch } = advisories;
  if (error && !data) {
    return <ErrorState error={error} onRetry={() => void refetch()} />;
  }
  if (!data) {
    return <Skeleton height="24rem" screenreaderText={shared.loading} />;
  }
  return <Coverage data={data} />;
}

function Coverage({ data }: { readonly data: AdvisoryOverview }) {
  const text = useText(advisoriesText).coverage;
  const shared = useText(sharedText);
  const now = useNow();
  const state = useListState(FILTERS, { sort: 'release' });
  const shown = useMemo(
    () => data.releases.filter((release) => matches(release, state, now)),
    [data.releases, state, now],
  );
  const groups = coverageGroups(sortRows(shown, state.sort));
  const ended = endedHere(data.releases);
  return (
    <Stack hasGutter>
      {ended.images > 0 && (
        <Alert
          variant="warning"
          isInline
          component="h2"
          title={text.endedHere(ended.releases, ended.images)}
        />
      )}
      <div>
        <CoverageToolbar releases={data.releases} shown={shown} state={state} now={now} />
        {groups.length === 0 ? (
          <EmptyState headingLevel="h2" titleText={shared.noMatch} icon={SearchIcon}>
            <EmptyStateBody>{shared.noMatchNext}</EmptyStateBody>
            <EmptyStateFooter>
              <EmptyStateActions>
                <Button variant="link" onClick={state.clear}>
                  {shared.clear}
                </Button>
              </EmptyStateActions>
            </EmptyStateFooter>
          </EmptyState>
        ) : (
          <CoverageTable groups={groups} state={state} now={now} />
        )}
      </div>
    </Stack>
  );
}
