import { Card, CardBody, CardTitle, DescriptionList } from '@patternfly/react-core';
import { Fact } from '@/shared/Fact';
import { FreshnessLabel } from '@/shared/FreshnessLabel';
import { FRESHNESSES, OUTDATED_AFTER, STALE_AFTER, type Freshness } from '@/shared/feeds';
import { sharedText } from '@/shared/text';
import { useText } from '@/text/useText';
import { advisoriesText } from './text';

/** A feed of each state. */
const AGES: Readonly<Record<Freshness, number | null>> = {
  fresh: 0,
  stale: STALE_AFTER + 1,
  outdated: OUTDATED_AFTER + 1,
  unknown: null,
};

export function StatesMean() {
  const text = useText(advisoriesText).feeds;
  const means = useText(sharedText).freshnessMeans;
  return (
    <Card>
      <CardTitle component="h2">{text.means}</CardTitle>
      <CardBody>
        <DescriptionList isCompact>
          {FRESHNESSES.toReversed().map((each) => (
            <Fact key={each} term={<FreshnessLabel feed={{ ageSeconds: AGES[each] }} />}>
              {means[each]}
            </Fact>
          ))}
        </DescriptionList>
      </CardBody>
    </Card>
  );
}
