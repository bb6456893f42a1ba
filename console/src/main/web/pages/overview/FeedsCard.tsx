import { Card, CardBody, CardFooter, CardTitle, Content, Skeleton } from '@patternfly/react-core';
import { Link } from 'react-router';
import { ErrorState } from '@/shared/ErrorState';
import { feedName, oldFeeds } from '@/shared/feeds';
import { FreshnessLabel } from '@/shared/FreshnessLabel';
import { sharedText } from '@/shared/text';
import { TimeText } from '@/shared/TimeText';
import { useAdvisories } from '@/shared/useAdvisories';
import { useText } from '@/text/useText';
import { overviewText } from './text';

/** How old the feeds are: verdicts are as good as they. */
export function FeedsCard() {
  const text = useText(overviewText).feeds;
  const shared = useText(sharedText);
  const { data, error, refetch } = useAdvisories();
  const old = data && oldFeeds(data.feeds);
  return (
    <Card>
      <CardTitle component="h2">{text.title}</CardTitle>
      <CardBody>
        {error && !data ? (
          <ErrorState error={error} compact onRetry={() => void refetch()} />
        ) : !data || !old ? (
          <Skeleton screenreaderText={shared.loading} />
        ) : data.feeds.length === 0 ? (
          text.none
        ) : (
          <>
            <Content component="p">
              {old.length === 0
                ? text.all(data.feeds.length)
                : text.old(old.length, data.feeds.length)}
            </Content>
            <ul className="bw-rows">
              {[...old, ...data.feeds.filter((feed) => !old.includes(feed))].map((feed) => (
                <li key={feed.name} className="bw-rows__row">
                  <span>{feedName(feed.name)}</span>
                  {feed.asOf !== null && (
                    <span className="bw-subtle">
                      {text.asOf} <TimeText time={feed.asOf} />
                    </span>
                  )}
                  <span className="bw-rows__end">
                    <FreshnessLabel feed={feed} />
                  </span>
                </li>
              ))}
            </ul>
          </>
        )}
      </CardBody>
      <CardFooter>
        <Link to="/advisories">{text.more}</Link>
      </CardFooter>
    </Card>
  );
}
