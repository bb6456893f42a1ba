import { Alert, AlertActionLink } from '@patternfly/react-core';
import { Link } from 'react-router';
import type { ImageRow } from '@/api/lists';
import { feedName } from '@/shared/feeds';
import { imageName, imagePage } from '@/shared/names';
import { useText } from '@/text/useText';
import { level, type Headline } from './headline';
import { overviewText } from './text';

/** The first look: one sentence, and where to go from it. */
export function HeadlineAlert({ headline }: { readonly headline: Headline }) {
  const text = useText(overviewText).headline;
  const told = useTold(headline);
  return (
    <section aria-label={text.label}>
      <Alert
        variant={level(headline.kind)}
        isInline
        component="h2"
        className="bw-headline"
        title={told.title}
        actionLinks={told.links.map(([title, to]) => (
          <AlertActionLink key={to} component={(props) => <Link {...props} to={to} />}>
            {title}
          </AlertActionLink>
        ))}
      >
        {headline.kind === 'exploited' ? <WhatToFix headline={headline} /> : told.detail}
      </Alert>
    </section>
  );
}

interface Told {
  readonly title: string;
  readonly detail: string;
  readonly links: readonly (readonly [string, string])[];
}

function useTold(headline: Headline): Told {
  const text = useText(overviewText).headline;
  switch (headline.kind) {
    case 'exploited':
      return {
        title: text.exploited(
          text.issues(headline.issues, headline.more),
          text.exploitedIn(headline.issues, headline.images),
        ),
        detail: '',
        links: [
          [text.seeIssues, '/issues?exploited=true'],
          [text.seeImages, '/images?exploited=true'],
        ],
      };
    case 'failing':
      return {
        title: text.failing(headline.failing, headline.images),
        detail: text.failingDetail(headline.critical, headline.high),
        links: [[text.seeFailing, '/images?verdict=FAIL']],
      };
    case 'judging':
      return {
        title: text.judging(headline.judged, headline.images),
        detail: text.judgingDetail,
        links: [[text.seeImages, '/images']],
      };
    case 'not-known':
      return {
        title: text.notKnown(headline.notKnown, headline.images),
        detail: text.notKnownDetail,
        links: [
          [text.seeNotKnown, '/images?verdict=INCOMPLETE&verdict=UNSCANNED&verdict=UNSUPPORTED'],
        ],
      };
    case 'old-advisories':
      return {
        title: headline.feeds.length === 0 ? text.asFarAsKnown : text.oldAdvisories,
        detail: text.oldAdvisoriesDetail(
          headline.feeds.map((feed) => feedName(feed.name)).join(', '),
        ),
        links: [[text.seeFeeds, '/advisories']],
      };
    case 'warnings':
      return {
        title: text.warnings(headline.warnings),
        detail: text.warningsDetail,
        links: [[text.seeImages, '/images?verdict=WARN']],
      };
    case 'clean':
      return {
        title: text.clean(headline.images),
        detail: text.cleanDetail,
        links: [[text.seeImages, '/images']],
      };
  }
}

const SHOWN = 2;

function WhatToFix({ headline }: { readonly headline: Extract<Headline, { kind: 'exploited' }> }) {
  const text = useText(overviewText).headline;
  const shown = headline.examples.slice(0, SHOWN);
  if (shown.length === 0) {
    return null;
  }
  const more = (headline.images ?? 0) - shown.length;
  return (
    <>
      {headline.fix.length > 0 ? text.fix(headline.fix.join(', ')) : text.noFix}{' '}
      {shown.map((image, index) => (
        <span key={nameOf(image)}>
          {index > 0 && ', '}
          <Link to={imagePage(nameOf(image))}>{nameOf(image)}</Link>
        </span>
      ))}
      {more > 0 && ` ${text.more(more)}`}.
    </>
  );
}

function nameOf(image: ImageRow): string {
  return imageName(image.repository, image.tag);
}
