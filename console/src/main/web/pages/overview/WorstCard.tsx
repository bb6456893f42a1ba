import { Card, CardBody, CardFooter, CardTitle } from '@patternfly/react-core';
import { Table, Tbody, Td, Th, Thead, Tr } from '@patternfly/react-table';
import { Link } from 'react-router';
import type { ImageRow } from '@/api/lists';
import { imageName, imagePage } from '@/shared/names';
import { releaseTitle } from '@/shared/releases';
import { ExploitedLabel, SeverityCounts } from '@/shared/severities';
import { VerdictLabel } from '@/shared/verdicts';
import { useText } from '@/text/useText';
import { overviewText } from './text';

export function WorstCard({ images }: { readonly images: readonly ImageRow[] }) {
  const text = useText(overviewText).worst;
  return (
    <Card>
      <CardTitle component="h2">{text.title}</CardTitle>
      <CardBody>
        {images.length === 0 ? (
          text.none
        ) : (
          <Table aria-label={text.title} variant="compact" borders={false} className="bw-flush">
            <Thead>
              <Tr>
                <Th>{text.image}</Th>
                <Th>{text.verdict}</Th>
                <Th>{text.issues}</Th>
              </Tr>
            </Thead>
            <Tbody>
              {images.map((image) => (
                <Row key={imageName(image.repository, image.tag)} image={image} />
              ))}
            </Tbody>
          </Table>
        )}
      </CardBody>
      <CardFooter>
        <Link to="/images">{text.all}</Link>
      </CardFooter>
    </Card>
  );
}

function Row({ image }: { readonly image: ImageRow }) {
  const text = useText(overviewText).worst;
  const name = imageName(image.repository, image.tag);
  const { counts } = image;
  return (
    <Tr>
      <Td dataLabel={text.image} modifier="breakWord">
        <Link to={imagePage(name)}>{name}</Link>
        {image.release !== null && <div className="bw-subtle">{releaseTitle(image.release)}</div>}
      </Td>
      <Td dataLabel={text.verdict}>
        <VerdictLabel status={image.verdict.status} message={image.verdict.message} />
      </Td>
      <Td dataLabel={text.issues}>
        {counts.issues === 0 ? (
          <span className="bw-subtle">{text.noCounts}</span>
        ) : (
          <span className="bw-inline">
            {counts.exploited > 0 && <ExploitedLabel count={counts.exploited} />}
            <SeverityCounts counts={counts} />
          </span>
        )}
      </Td>
    </Tr>
  );
}
