import { EmptyState, EmptyStateBody, Skeleton } from '@patternfly/react-core';
import LinkIcon from '@patternfly/react-icons/dist/esm/icons/link-icon';
import { Table, Tbody, Td, Th, Thead, Tr } from '@patternfly/react-table';
import type { ImageDetails } from '@/api/details';
import { useSession } from '@/session/session';
import { CopyButton, CopyCode } from '@/shared/CopyCode';
import { ErrorState } from '@/shared/ErrorState';
import { Label } from '@/shared/Label';
import { TimeText } from '@/shared/TimeText';
import { bytes, shortDigest } from '@/text/format';
import { useText } from '@/text/useText';
import { imageText } from './text';
import type { useDetails } from './useImage';

type Kind = keyof (typeof imageText)['en']['kinds'];

/** What an artifact is to people, by its type. */
function kindOf(type: string): Kind {
  if (/cosign|signature|notary|sig\b/i.test(type)) {
    return 'signature';
  }
  if (/spdx|cyclonedx|sbom/i.test(type)) {
    return 'sbom';
  }
  if (/vex/i.test(type)) {
    return 'vex';
  }
  return /in-toto|attest|dsse|bundle/i.test(type) ? 'attestation' : 'other';
}

/** Signatures, SBOMs and whatever else was pushed for an image. */
export function ReferrersTab({
  details,
  image,
}: {
  readonly details: ReturnType<typeof useDetails>;
  readonly image: string;
}) {
  const text = useText(imageText);
  const { session } = useSession();
  if (details.error) {
    return <ErrorState error={details.error} onRetry={() => void details.refetch()} />;
  }
  if (details.data === undefined) {
    return <Skeleton screenreaderText={text.loading} />;
  }
  const { referrers, referrersInAll } = details.data;
  if (referrers.length === 0) {
    return (
      <EmptyState headingLevel="h2" titleText={text.referrersEmpty} icon={LinkIcon}>
        <EmptyStateBody>
          {text.referrersEmptyNext}
          <div className="bw-image__commands">
            <CopyCode
              content={text.referrersCommand(`${session.registry}/${image}`)}
              label={text.copyPull}
            />
          </div>
        </EmptyStateBody>
      </EmptyState>
    );
  }
  return (
    <>
      <Table aria-label={text.referrersLabel} variant="compact">
        <Thead>
          <Tr>
            <Th modifier="nowrap">{text.artifactType}</Th>
            <Th modifier="nowrap">{text.digest}</Th>
            <Th modifier="nowrap">{text.size}</Th>
            <Th modifier="nowrap">{text.created}</Th>
            <Th modifier="nowrap">{text.annotations}</Th>
          </Tr>
        </Thead>
        <Tbody>
          {referrers.map((each) => (
            <Referrer key={each.digest} referrer={each} />
          ))}
        </Tbody>
      </Table>
      {referrers.length < referrersInAll && (
        <p className="bw-small">{text.onlyFirst(referrers.length, referrersInAll)}</p>
      )}
    </>
  );
}

function Referrer({ referrer }: { readonly referrer: ImageDetails['referrers'][number] }) {
  const text = useText(imageText);
  return (
    <Tr>
      <Td dataLabel={text.artifactType} modifier="breakWord">
        <Label isCompact>{text.kinds[kindOf(referrer.artifactType)]}</Label>
        <div className="bw-small bw-code">{referrer.artifactType}</div>
      </Td>
      <Td dataLabel={text.digest}>
        <span className="bw-image__copied">
          <span className="bw-code">{shortDigest(referrer.digest)}</span>
          <CopyButton content={referrer.digest} label={text.copyDigest} />
        </span>
      </Td>
      <Td dataLabel={text.size}>{bytes(referrer.size)}</Td>
      <Td dataLabel={text.created}>
        <TimeText time={referrer.created} />
      </Td>
      <Td dataLabel={text.annotations} modifier="breakWord">
        <ul className="bw-code bw-small">
          {Object.entries(referrer.annotations).map(([name, value]) => (
            <li key={name}>
              {name}={value}
            </li>
          ))}
        </ul>
      </Td>
    </Tr>
  );
}
