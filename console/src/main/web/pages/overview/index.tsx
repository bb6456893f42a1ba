import {
  Alert,
  AlertActionLink,
  Grid,
  GridItem,
  PageSection,
  Skeleton,
  Stack,
} from '@patternfly/react-core';
import { useState } from 'react';
import { Link } from 'react-router';
import type { Overview } from '@/api/lists';
import { mayAnywhere, useSession } from '@/session/session';
import { ErrorState } from '@/shared/ErrorState';
import { KnownNote } from '@/shared/KnownNote';
import { imageName, imagePage } from '@/shared/names';
import { PageHeading } from '@/shared/PageHeading';
import { sharedText } from '@/shared/text';
import { useAdvisories } from '@/shared/useAdvisories';
import { usePageTitle } from '@/shared/usePageTitle';
import { useText } from '@/text/useText';
import { ChangesCard } from './ChangesCard';
import { EndedCard } from './EndedCard';
import { ExploitedCard } from './ExploitedCard';
import { FeedsCard } from './FeedsCard';
import { FirstVisit } from './first/FirstVisit';
import { NoReports } from './first/NoReports';
import { headline } from './headline';
import { HeadlineAlert } from './HeadlineAlert';
import { HistoryCard } from './HistoryCard';
import { isEmpty, useExploitedImages, useOverview } from './queries';
import { overviewText } from './text';
import { VerdictsCard } from './VerdictsCard';
import { WorstCard } from './WorstCard';
import './overview.css';

/** Is anything on fire? */
export default function OverviewPage() {
  const text = useText(overviewText);
  usePageTitle(text.title);
  const { session } = useSession();
  const reads = mayAnywhere(session, 'image.vulnerabilities');
  const { data, error, refetch } = useOverview(reads);
  const nothing = data !== undefined && isEmpty(data);
  const [began, setBegan] = useState(false);
  if (nothing && !began) {
    setBegan(true);
  }
  if (!reads) {
    return <NoReports title={text.title} />;
  }
  if (data === undefined) {
    return (
      <>
        <PageHeading title={text.title} />
        <PageSection hasBodyWrapper={false}>
          {error ? <ErrorState error={error} onRetry={() => void refetch()} /> : <Loading />}
        </PageSection>
      </>
    );
  }
  if (nothing) {
    return <FirstVisit title={text.title} onArrival={() => void refetch()} />;
  }
  return (
    <>
      <PageHeading title={text.title} description={text.about(data.tags, data.repositories)} />
      <PageSection hasBodyWrapper={false}>
        <Stack hasGutter>
          {began && <Welcome overview={data} />}
          {error && <ErrorState error={error} compact onRetry={() => void refetch()} />}
          <Cards overview={data} />
        </Stack>
      </PageSection>
    </>
  );
}

function Cards({ overview }: { readonly overview: Overview }) {
  const advisories = useAdvisories();
  const exploited = useExploitedImages(overview.exploited.length > 0);
  const feeds = advisories.data?.feeds;
  return (
    <>
      <HeadlineAlert headline={headline(overview, feeds, exploited.data)} />
      <KnownNote known={overview.known} />
      <Grid hasGutter>
        <GridItem lg={5}>
          <VerdictsCard overview={overview} />
        </GridItem>
        <GridItem lg={7}>
          <ExploitedCard issues={overview.exploited} feeds={feeds} />
        </GridItem>
        <GridItem lg={7} xl={8}>
          <Stack hasGutter>
            <HistoryCard overview={overview} />
            <WorstCard images={overview.worst} />
          </Stack>
        </GridItem>
        <GridItem lg={5} xl={4}>
          <Stack hasGutter>
            <ChangesCard />
            <EndedCard overview={overview} />
            <FeedsCard />
          </Stack>
        </GridItem>
      </Grid>
    </>
  );
}

/** After the first push: what came. */
function Welcome({ overview }: { readonly overview: Overview }) {
  const text = useText(overviewText).welcome;
  const image = overview.worst[0];
  const name = image && imageName(image.repository, image.tag);
  return (
    <Alert
      variant="success"
      isInline
      isLiveRegion
      title={text.title}
      actionLinks={
        name !== undefined && (
          <AlertActionLink component={(props) => <Link {...props} to={imagePage(name)} />}>
            {text.see(name)}
          </AlertActionLink>
        )
      }
    >
      {text.next}
    </Alert>
  );
}

function Loading() {
  const text = useText(sharedText);
  return (
    <Grid hasGutter>
      <GridItem>
        <Skeleton height="5rem" screenreaderText={text.loading} />
      </GridItem>
      {['a', 'b', 'c', 'd'].map((each) => (
        <GridItem key={each} lg={6}>
          <Skeleton height="16rem" aria-hidden />
        </GridItem>
      ))}
    </Grid>
  );
}
