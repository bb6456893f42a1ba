import { Card, CardBody, CardTitle, DescriptionList } from '@patternfly/react-core';
import type { ImageDetails } from '@/api/details';
import type { Report } from '@/api/report';
import { Fact } from '@/shared/Fact';
import { Label } from '@/shared/Label';
import { ExploitedLabel } from '@/shared/severities';
import { releaseTitle } from '@/shared/releases';
import { TimeText } from '@/shared/TimeText';
import { number } from '@/text/format';
import { useText } from '@/text/useText';
import { imageText } from './text';

const COUNTS = [
  'issues',
  'cves',
  'knownExploited',
  'configuration',
  'unfixed',
  'subscription',
  'kernel',
  'belowPolicy',
  'exempt',
  'packages',
  'notJudged',
] as const;

/** Shown even where there are none. */
const ALWAYS = new Set<string>(['issues', 'cves', 'configuration', 'packages']);

export function NumbersCard({
  counts,
  known,
}: {
  readonly counts: Report['counts'];
  readonly known: boolean;
}) {
  const text = useText(imageText);
  return (
    <Card>
      <CardTitle component="h2">{known ? text.numbers : text.numbersKnown}</CardTitle>
      <CardBody>
        <dl className="bw-image__numbers">
          {COUNTS.filter((each) => counts[each] > 0 || ALWAYS.has(each)).map((each) => (
            <div key={each}>
              <dt>{text.count[each]}</dt>
              <dd>
                {each === 'knownExploited' ? (
                  <ExploitedLabel count={counts[each]} />
                ) : (
                  number(counts[each])
                )}
              </dd>
            </div>
          ))}
        </dl>
      </CardBody>
    </Card>
  );
}

export function SystemCard({
  report: { os },
  details,
}: {
  readonly report: Report;
  readonly details: ImageDetails | undefined;
}) {
  const text = useText(imageText);
  return (
    <Card>
      <CardTitle component="h2">{text.system}</CardTitle>
      <CardBody>
        <DescriptionList isCompact>
          <Fact term={text.system}>
            {os === null
              ? text.noSystem
              : (os.prettyName ?? (os.release === null ? os.id : releaseTitle(os.release)))}
          </Fact>
          {os !== null && os.endOfLife !== null && (
            <Fact term={text.endOfLife}>
              <time dateTime={os.endOfLife}>{os.endOfLife}</time>
            </Fact>
          )}
          {os !== null && os.extendedSupport.length > 0 && (
            <Fact term={text.extended}>{os.extendedSupport.join('; ')}</Fact>
          )}
          <Fact term={text.base}>
            {details?.base ? (
              <span className="bw-code">{details.base.name ?? details.base.digest}</span>
            ) : (
              text.notSaid
            )}
          </Fact>
        </DescriptionList>
      </CardBody>
    </Card>
  );
}

export function FeedsCard({ feeds }: { readonly feeds: Report['advisories']['feeds'] }) {
  const text = useText(imageText);
  return feeds.length === 0 ? null : (
    <Card>
      <CardTitle component="h2">{text.judgedBy}</CardTitle>
      <CardBody>
        <dl className="bw-image__numbers">
          {feeds.map((feed) => (
            <div key={feed.name}>
              <dt>
                {feed.name}{' '}
                {feed.stale && (
                  <Label isCompact color="orange">
                    {text.stale}
                  </Label>
                )}
              </dt>
              <dd>
                <TimeText time={feed.asOf} />
              </dd>
            </div>
          ))}
        </dl>
      </CardBody>
    </Card>
  );
}

/** What the image's configuration says of the container that it becomes. */
export function RunsCard({
  details,
  platform,
}: {
  readonly details: ImageDetails | undefined;
  readonly platform: string | null;
}) {
  const text = useText(imageText);
  const of = details?.platforms.find((each) => each.platform === platform) ?? details?.platforms[0];
  if (of === undefined) {
    return null;
  }
  const { config } = of;
  const told: readonly (readonly [string, readonly string[]])[] = [
    [text.entrypoint, config.entrypoint],
    [text.command, config.cmd],
    [text.directory, config.workingDir ? [config.workingDir] : []],
    [text.ports, config.ports],
    [text.volumes, config.volumes],
    [text.environment, config.env],
    [text.labels, Object.entries(config.labels).map(([name, value]) => `${name}=${value}`)],
  ];
  return (
    <Card>
      <CardTitle component="h2">{text.runs}</CardTitle>
      <CardBody>
        <DescriptionList isCompact>
          <Fact term={text.user}>
            <span className="bw-code">
              {config.user === null || config.user === '' ? text.root : config.user}
            </span>
          </Fact>
          {told
            .filter(([, values]) => values.length > 0)
            .map(([term, values]) => (
              <Fact key={term} term={term}>
                <ul className="bw-image__words">
                  {values.map((value, index) => (
                    <li key={index} className="bw-code">
                      {value}
                    </li>
                  ))}
                </ul>
                {term === text.environment && (
                  <span className="bw-small">{text.environmentHint}</span>
                )}
              </Fact>
            ))}
        </DescriptionList>
      </CardBody>
    </Card>
  );
}
