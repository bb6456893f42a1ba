import {
  Alert,
  EmptyState,
  EmptyStateBody,
  Flex,
  FlexItem,
  Grid,
  GridItem,
  Popover,
  Skeleton,
  Stack,
  Button,
} from '@patternfly/react-core';
import { Table, Tbody, Td, Th, Thead, Tr } from '@patternfly/react-table';
import DatabaseIcon from '@patternfly/react-icons/dist/esm/icons/database-icon';
import type { AdvisoryOverview, CoveredRelease, Feed } from '@/api/advisories';
import { ErrorState } from '@/shared/ErrorState';
import { asCsv, asJson, ExportMenu } from '@/shared/ExportMenu';
import { feedName, oldFeeds } from '@/shared/feeds';
import { FreshnessLabel } from '@/shared/FreshnessLabel';
import { releaseName } from '@/shared/releases';
import { sharedText } from '@/shared/text';
import { TimeText } from '@/shared/TimeText';
import type { useAdvisories } from '@/shared/useAdvisories';
import { number } from '@/text/format';
import { useText } from '@/text/useText';
import { HowToUpdate } from './HowToUpdate';
import { StatesMean } from './StatesMean';
import { advisoriesText } from './text';

type Advisories = ReturnType<typeof useAdvisories>;

/** The feeds, how old they are, and how to get newer ones. */
export function FeedsTab({ advisories }: { readonly advisories: Advisories }) {
  const text = useText(advisoriesText).feeds;
  const shared = useText(sharedText);
  const { data, error, refetch } = advisories;
  if (error && !data) {
    return <ErrorState error={error} onRetry={() => void refetch()} />;
  }
  if (!data) {
    return <Skeleton height="16rem" screenreaderText={shared.loading} />;
  }
  if (data.feeds.length === 0) {
    return (
      <>
        <EmptyState headingLevel="h2" titleText={text.none} icon={DatabaseIcon}>
          <EmptyStateBody>{text.noneNext}</EmptyStateBody>
        </EmptyState>
        <HowToUpdate />
      </>
    );
  }
  return (
    <Stack hasGutter>
      <OldFeeds feeds={data.feeds} />
      <FeedTable data={data} />
      <Grid hasGutter>
        <GridItem lg={5}>
          <StatesMean />
        </GridItem>
        <GridItem lg={7}>
          <HowToUpdate />
        </GridItem>
      </Grid>
    </Stack>
  );
}

function OldFeeds({ feeds }: { readonly feeds: readonly Feed[] }) {
  const text = useText(advisoriesText).feeds;
  const old = oldFeeds(feeds);
  return old.length === 0 ? null : (
    <Alert
      variant="warning"
      isInline
      component="h2"
      title={text.old(
        old.map((feed) => feedName(feed.name)).join(', '),
        old.length === feeds.length,
      )}
    >
      {text.oldNext}
    </Alert>
  );
}

/** The distributions whose images a feed speaks of. */
const SPEAKS_OF: Readonly<Record<string, readonly string[]>> = { redhat: ['rhel', 'centos'] };

function covered(feed: Feed, releases: readonly CoveredRelease[]): number {
  const distributions = SPEAKS_OF[feed.name] ?? [feed.name];
  return releases.filter(({ release }) => distributions.includes(releaseName(release).distribution))
    .length;
}

function FeedTable({ data }: { readonly data: AdvisoryOverview }) {
  const { feeds: text, files } = useText(advisoriesText);
  const shared = useText(sharedText);
  const csv = asCsv(
    ['feed', 'asOf', 'ageSeconds', 'records', 'refused'],
    data.feeds.map((feed) => [feed.name, feed.asOf, feed.ageSeconds, feed.records, feed.refused]),
  );
  return (
    <div>
      <Flex justifyContent={{ default: 'justifyContentFlexEnd' }}>
        <FlexItem>
          <ExportMenu
            formats={[
              { label: 'CSV', file: `${files.feeds}.csv`, content: csv },
              { label: 'JSON', file: `${files.feeds}.json`, content: asJson(data.feeds) },
            ]}
          />
        </FlexItem>
      </Flex>
      <Table aria-label={text.label} variant="compact">
        <Thead>
          <Tr>
            <Th>{text.feed}</Th>
            <Th>{text.state}</Th>
            <Th>{text.asOf}</Th>
            <Th>{text.covers}</Th>
            <Th className="bw-number">{text.records}</Th>
            <Th className="bw-number">{text.refused}</Th>
          </Tr>
        </Thead>
        <Tbody>
          {data.feeds.map((feed) => (
            <Tr key={feed.name}>
              <Th dataLabel={text.feed}>{feedName(feed.name)}</Th>
              <Td dataLabel={text.state}>
                <FreshnessLabel feed={feed} />
              </Td>
              <Td dataLabel={text.asOf}>
                <TimeText time={feed.asOf} otherwise={text.noDate} />
              </Td>
              <Td dataLabel={text.covers}>
                {feed.name === 'kev' ? text.kev : text.coversReleases(covered(feed, data.releases))}
              </Td>
              <Td dataLabel={text.records} className="bw-number">
                {number(feed.records)}
              </Td>
              <Td dataLabel={text.refused} className="bw-number">
                {feed.refused === 0 ? (
                  <span className="bw-faint">{text.noRefused}</span>
                ) : (
                  <Popover
                    aria-label={text.refused}
                    bodyContent={text.refusedHelp}
                    closeBtnAriaLabel={shared.cancel}
                  >
                    <Button variant="link" isInline>
                      {number(feed.refused)}
                    </Button>
                  </Popover>
                )}
              </Td>
            </Tr>
          ))}
        </Tbody>
      </Table>
    </div>
  );
}
