import {
  Card,
  CardBody,
  CardTitle,
  DescriptionList,
  DescriptionListDescription,
  DescriptionListGroup,
  DescriptionListTerm,
} from '@patternfly/react-core';
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
            <DescriptionListGroup key={each}>
              <DescriptionListTerm>
                <FreshnessLabel feed={{ ageSeconds: AGES[each] }} />
              </DescriptionListTerm>
              <DescriptionListDescription>{means[each]}</DescriptionListDescription>
            </DescriptionListGroup>
          ))}
        </DescriptionList>
      </CardBody>
    </Card>
  );
}
