import {
  Card,
  CardBody,
  CardHeader,
  CardTitle,
  Content,
  Skeleton,
  Stack,
  StackItem,
  ToggleGroup,
  ToggleGroupItem,
} from '@patternfly/react-core';
import { Table, Tbody, Td, Th, Thead, Tr } from '@patternfly/react-table';
import { useMemo, useState } from 'react';
import { Link } from 'react-router';
import type { HistoryStep, ImageDetails } from '@/api/details';
import type { Report } from '@/api/report';
import { Hint } from '@/shared/Hint';
import { Label } from '@/shared/Label';
import { SeverityLabel } from '@/shared/severities';
import { bytes, number } from '@/text/format';
import { useText } from '@/text/useText';
import { layerTree, type LayerNode, type Measure } from './layerTree';
import { layerText } from './layerText';
import { Treemap } from './Treemap';
import { useTabAddress } from './useTabAddress';

/** What each build step brought: as a picture, and as a table. */
export default function LayersTab({
  report,
  details,
}: {
  readonly report: Report;
  readonly details: ImageDetails | undefined;
}) {
  const text = useText(layerText);
  const [measure, setMeasure] = useState<Measure>('packages');
  const platform =
    details?.platforms.find((each) => each.digest === report.digest) ?? details?.platforms[0];
  const layers = useMemo(
    () => layerTree(platform?.layers ?? [], report.packages ?? [], report.vulnerabilities),
    [platform, report],
  );
  if (platform === undefined) {
    return <Skeleton height="20rem" screenreaderText={text.loading} />;
  }
  return (
    <Stack hasGutter>
      <StackItem>
        <Card>
          <CardHeader
            hasWrap
            actions={{
              hasNoOffset: true,
              actions: (
                <ToggleGroup aria-label={text.measure} isCompact>
                  {(['packages', 'bytes'] as const).map((each) => (
                    <ToggleGroupItem
                      key={each}
                      buttonId={`measure-${each}`}
                      text={text.measures[each]}
                      isSelected={measure === each}
                      onChange={() => setMeasure(each)}
                    />
                  ))}
                </ToggleGroup>
              ),
            }}
          >
            <CardTitle component="h2">{text.map}</CardTitle>
          </CardHeader>
          <CardBody>
            {layers.some((layer) => layer.packages.length > 0) ? (
              <>
                <Content component="small">
                  {text.mapHint} {measure === 'bytes' && text.bytesHint}
                </Content>
                <Treemap layers={layers} measure={measure} />
              </>
            ) : (
              <Content component="p">{text.emptyMap}</Content>
            )}
          </CardBody>
        </Card>
      </StackItem>
      <StackItem>
        <Card>
          <CardTitle component="h2">{text.steps}</CardTitle>
          <CardBody>
            <Steps steps={platform.layers} layers={layers} />
            {platform.layers.length < platform.layersInAll && (
              <Content component="small">
                {text.onlyFirst(platform.layers.length, platform.layersInAll)}
              </Content>
            )}
          </CardBody>
        </Card>
      </StackItem>
    </Stack>
  );
}

function Steps({
  steps,
  layers,
}: {
  readonly steps: readonly HistoryStep[];
  readonly layers: readonly LayerNode[];
}) {
  const text = useText(layerText);
  const tabAddress = useTabAddress();
  return (
    <Table aria-label={text.stepsLabel} variant="compact">
      <Thead>
        <Tr>
          <Th>{text.layer}</Th>
          <Th width={45}>{text.createdBy}</Th>
          <Th>{text.size}</Th>
          <Th>{text.packages}</Th>
          <Th>{text.issues}</Th>
          <Th>{text.origin}</Th>
        </Tr>
      </Thead>
      <Tbody>
        {steps.map((step, position) => {
          const layer = layers.find((each) => each.index === step.index);
          return (
            <Tr key={position}>
              <Td dataLabel={text.layer} modifier="nowrap">
                {step.index === null ? (
                  <span className="bw-quiet">{text.noLayer}</span>
                ) : (
                  number(step.index)
                )}
              </Td>
              <Td dataLabel={text.createdBy} modifier="breakWord">
                <span className="bw-code bw-small">
                  {step.createdBy === null || step.createdBy === '' ? text.untold : step.createdBy}
                </span>
              </Td>
              <Td dataLabel={text.size} modifier="nowrap">
                {step.size === null ? '' : bytes(step.size)}
              </Td>
              <Td dataLabel={text.packages}>
                {layer && layer.packages.length > 0 && (
                  <Link to={tabAddress('packages', { layer: layer.index })}>
                    {number(layer.packages.length)}
                  </Link>
                )}
              </Td>
              <Td dataLabel={text.issues}>
                {layer?.severity && (
                  <Link
                    className="bw-image__words"
                    to={tabAddress('vulnerabilities', {
                      group: 'package',
                      layer: layer.index,
                    })}
                  >
                    {text.issuesOf(layer.issues)} <SeverityLabel severity={layer.severity} />
                  </Link>
                )}
              </Td>
              <Td dataLabel={text.origin}>
                <Origin base={step.base} />
              </Td>
            </Tr>
          );
        })}
      </Tbody>
    </Table>
  );
}

function Origin({ base }: { readonly base: boolean | null }) {
  const text = useText(layerText);
  return base === null ? (
    <Hint content={text.unknownOriginHint}>
      <span className="bw-quiet">{text.unknownOrigin}</span>
    </Hint>
  ) : (
    <Label isCompact color={base ? 'grey' : 'teal'}>
      {base ? text.base : text.own}
    </Label>
  );
}
