import { Card, CardBody, CardFooter, CardTitle, Content } from '@patternfly/react-core';
import { Link } from 'react-router';
import type { Overview } from '@/api/lists';
import { releaseTitle } from '@/shared/releases';
import { TimeText } from '@/shared/TimeText';
import { useText } from '@/text/useText';
import { overviewText } from './text';

const SHOWN = 5;

/** Releases for which nobody gets fixes any more, and which images stand on them nevertheless. */
export function EndedCard({ overview }: { readonly overview: Overview }) {
  const text = useText(overviewText).ended;
  const { releasesEnded, known } = overview;
  return (
    <Card>
      <CardTitle component="h2">{text.title}</CardTitle>
      <CardBody>
        {releasesEnded.length === 0 ? (
          known.judged < known.images ? (
            text.noneKnown
          ) : (
            text.none
          )
        ) : (
          <>
            <Content component="p">{text.lead}</Content>
            <ul className="bw-rows">
              {releasesEnded.slice(0, SHOWN).map((each) => (
                <li key={each.release} className="bw-rows__row">
                  <span>{releaseTitle(each.release)}</span>
                  <span className="bw-subtle">
                    {text.since} <TimeText time={each.endOfLife} />
                  </span>
                  <span className="bw-rows__end">{text.images(each.images)}</span>
                </li>
              ))}
              {releasesEnded.length > SHOWN && (
                <li className="bw-rows__row bw-subtle">
                  {text.fewer(releasesEnded.length - SHOWN)}
                </li>
              )}
            </ul>
          </>
        )}
      </CardBody>
      <CardFooter>
        <Link to="/advisories?tab=coverage">{text.more}</Link>
      </CardFooter>
    </Card>
  );
}
