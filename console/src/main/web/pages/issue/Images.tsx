import { Alert, Button, Flex, FlexItem, Skeleton, Title } from '@patternfly/react-core';
import { Table, Tbody, Td, Th, Thead, Tr } from '@patternfly/react-table';
import { Link } from 'react-router';
import type { ExemptionType } from '@/api/exemptions';
import type { IssueHit } from '@/api/issue';
import { mayIn, namespaceOf, useSession } from '@/session/session';
import { ErrorState } from '@/shared/ErrorState';
import { asCsv, asJson, ExportMenu } from '@/shared/ExportMenu';
import { Label } from '@/shared/Label';
import { imageName, imagePage } from '@/shared/names';
import { TimeText } from '@/shared/TimeText';
import { VerdictLabel } from '@/shared/verdicts';
import { shortDigest } from '@/text/format';
import { useText } from '@/text/useText';
import { exemptionPage } from '../exemptions/address';
import { stateOf } from './kinds';
import { issueText } from './text';
import type { IssueFound } from './useIssue';

/** The images that have an issue, as far as they were looked at. */
export function Images({
  id,
  kind,
  found,
}: {
  readonly id: string;
  readonly kind: ExemptionType;
  readonly found: IssueFound;
}) {
  const text = useText(issueText);
  const { hits, lookedAt, more, looking, error } = found;
  return (
    <>
      <Flex justifyContent={{ default: 'justifyContentSpaceBetween' }}>
        <FlexItem>
          <Title headingLevel="h2">{text.images}</Title>
        </FlexItem>
        {hits.length > 0 && (
          <FlexItem>
            <Flex alignItems={{ default: 'alignItemsCenter' }}>
              <Link to={`/images?${new URLSearchParams({ issue: id }).toString()}`}>
                {text.asList}
              </Link>
              <Export id={id} hits={hits} />
            </Flex>
          </FlexItem>
        )}
      </Flex>
      {found.notJudged > 0 && (
        <Alert isInline component="p" variant="warning" title={text.notJudged(found.notJudged)} />
      )}
      {hits.length > 0 && <Hits id={id} kind={kind} hits={hits} />}
      {hits.length === 0 && looking && <Skeleton screenreaderText={text.looking} height="6rem" />}
      {hits.length === 0 && !looking && error === null && (
        <Alert
          isInline
          component="p"
          variant={found.notJudged > 0 || more ? 'info' : 'success'}
          title={text.nowhere}
        >
          {more ? text.nowhereYet(lookedAt) : text.nowhereNext(lookedAt)}
        </Alert>
      )}
      {error !== null && <ErrorState error={error} compact onRetry={found.retry} />}
      {more && (
        <p>
          {hits.length > 0 && `${text.lookedAt(hits.length, lookedAt)} `}
          <Button variant="link" isInline isLoading={looking} onClick={found.lookFurther}>
            {text.lookFurther}
          </Button>
        </p>
      )}
    </>
  );
}

function Hits({
  id,
  kind,
  hits,
}: {
  readonly id: string;
  readonly kind: ExemptionType;
  readonly hits: readonly IssueHit[];
}) {
  const text = useText(issueText);
  const { session } = useSession();
  const where = kind === 'configuration' ? text.places : text.packages;
  return (
    <Table aria-label={text.images} variant="compact" isStickyHeader>
      <Thead>
        <Tr>
          <Th>{text.image}</Th>
          <Th>{text.verdict}</Th>
          <Th>{text.state}</Th>
          <Th>{where}</Th>
          <Th modifier="nowrap">{text.since}</Th>
          <Th screenReaderText={text.actions} />
        </Tr>
      </Thead>
      <Tbody>
        {hits.map((hit) => {
          const name = imageName(hit.repository, hit.tags[0] ?? hit.digest);
          return (
            <Tr key={`${hit.repository}@${hit.digest}`}>
              <Td dataLabel={text.image} modifier="breakWord">
                <ImageLinks hit={hit} />
              </Td>
              <Td dataLabel={text.verdict}>
                <VerdictLabel status={hit.verdict} />
              </Td>
              <Td dataLabel={text.state}>
                <State hit={hit} />
              </Td>
              <Td dataLabel={where} modifier="breakWord">
                <Where hit={hit} />
              </Td>
              <Td dataLabel={text.since}>
                <TimeText time={hit.since} />
              </Td>
              <Td dataLabel={text.actions}>
                {mayIn(session, namespaceOf(hit.repository), 'exemption.manager') && (
                  <Link
                    className="bw-nowrap"
                    aria-label={text.exemptIn(name)}
                    to={exemptionPage({ type: kind, issue: id, resource: name })}
                  >
                    {text.exempt}
                  </Link>
                )}
              </Td>
            </Tr>
          );
        })}
      </Tbody>
    </Table>
  );
}

function ImageLinks({ hit }: { readonly hit: IssueHit }) {
  const references = hit.tags.length > 0 ? hit.tags : [hit.digest];
  return (
    <ul className="bw-issue__plain">
      {references.map((reference) => (
        <li key={reference}>
          <Link to={imagePage(imageName(hit.repository, reference))}>
            {imageName(
              hit.repository,
              reference === hit.digest ? shortDigest(reference) : reference,
            )}
          </Link>
        </li>
      ))}
    </ul>
  );
}

function State({ hit }: { readonly hit: IssueHit }) {
  const text = useText(issueText);
  const state = stateOf(hit);
  return (
    <Label
      isCompact
      color={hit.active ? 'red' : state === 'exempt' ? 'teal' : 'grey'}
      variant={hit.active ? 'filled' : 'outline'}
    >
      {text.states[state]}
    </Label>
  );
}

function Where({ hit }: { readonly hit: IssueHit }) {
  const text = useText(issueText);
  // Of a notice, a package is there for each vulnerability.
  const lines = new Map(
    [
      ...hit.packages.map((one) => ({
        name: one.name,
        detail: `${one.installed} → ${one.fixed ?? text.noFix}`,
      })),
      ...(hit.configuration ?? []).map((one) => ({
        name: '',
        detail: text.line(one.file, one.line),
      })),
    ].map((one) => [`${one.name} ${one.detail}`, one]),
  );
  return (
    <ul className="bw-issue__plain">
      {[...lines].map(([key, one]) => (
        <li key={key}>
          {one.name} <span className="bw-code bw-issue__small">{one.detail}</span>
        </li>
      ))}
    </ul>
  );
}

function Export({ id, hits }: { readonly id: string; readonly hits: readonly IssueHit[] }) {
  const text = useText(issueText);
  const file = id.replaceAll(/[^\w.-]+/g, '-');
  return (
    <ExportMenu
      formats={[
        {
          label: text.csv,
          file: `${file}.csv`,
          content: asCsv(
            ['image', 'tags', 'verdict', 'state', 'since', 'package', 'installed', 'fixed'],
            hits.flatMap((hit) =>
              (hit.packages.length > 0 ? hit.packages : [undefined]).map((one) => [
                `${hit.repository}@${hit.digest}`,
                hit.tags.join(' '),
                hit.verdict,
                stateOf(hit),
                hit.since,
                one?.name,
                one?.installed,
                one?.fixed,
              ]),
            ),
          ),
        },
        { label: text.json, file: `${file}.json`, content: asJson({ issue: id, images: hits }) },
      ]}
    />
  );
}
