import { Alert, Card, CardBody, CardTitle, Grid, GridItem } from '@patternfly/react-core';
import ArrowRightIcon from '@patternfly/react-icons/dist/esm/icons/arrow-right-icon';
import { Link } from 'react-router';
import type { ComparedImage, Difference } from '@/api/compare';
import { imagePage } from '@/shared/names';
import { VerdictLabel } from '@/shared/verdicts';
import { shortDigest } from '@/text/format';
import { useText } from '@/text/useText';
import { counted, type ChangedIssue } from './changes';
import { compareText } from './text';

/** The two verdicts side by side, and in a sentence what became of the one. */
export function Outcome({
  difference,
  issues,
  from,
  to,
}: {
  readonly difference: Difference;
  readonly issues: readonly ChangedIssue[];
  readonly from: string;
  readonly to: string;
}) {
  const text = useText(compareText);
  const settings = difference.configurationIssues;
  const fresh =
    counted(issues, 'new') +
    settings.filter((each) => each.change === 'new' && each.activeAfter).length;
  const fixed =
    counted(issues, 'fixed') +
    settings.filter((each) => each.change === 'fixed' && each.activeBefore).length;
  const known = [difference.from, difference.to].every((each) =>
    ['OK', 'WARN', 'FAIL'].includes(each.verdict),
  );
  const outcome = (): string => {
    if (fresh > 0) {
      return text.worse(fresh, fixed);
    }
    if (fixed > 0) {
      return known ? text.better(fixed) : text.perhaps(fixed);
    }
    return known ? text.same : text.perhapsSame;
  };
  return (
    <Grid hasGutter>
      <GridItem span={12}>
        <Alert
          isInline
          component="h2"
          variant={fresh > 0 || !known ? 'warning' : fixed > 0 ? 'success' : 'info'}
          title={outcome()}
        >
          {!known && text.unknown}
        </Alert>
      </GridItem>
      <GridItem md={6}>
        <Side title={text.from} name={from} image={difference.from} />
      </GridItem>
      <GridItem md={6}>
        <Side title={text.to} name={to} image={difference.to} arrow />
      </GridItem>
    </Grid>
  );
}

function Side({
  title,
  name,
  image,
  arrow = false,
}: {
  readonly title: string;
  readonly name: string;
  readonly image: ComparedImage;
  readonly arrow?: boolean;
}) {
  const text = useText(compareText);
  return (
    <Card isFullHeight>
      <CardTitle component="h2">
        {arrow && (
          <>
            <ArrowRightIcon role="img" aria-label={text.becomes} />{' '}
          </>
        )}
        {title}
      </CardTitle>
      <CardBody>
        <div className="bw-compare__name">
          <Link to={imagePage(name)}>{name}</Link> <VerdictLabel status={image.verdict} />
        </div>
        <p>{text.counts(image.issues, image.packages)}</p>
        <p className="bw-small">
          {[image.platform, image.digest === null ? null : shortDigest(image.digest)]
            .filter((each) => each !== null)
            .join(' · ')}
        </p>
      </CardBody>
    </Card>
  );
}
