import {
  ActionListItem,
  Button,
  DescriptionList,
  FormSelect,
  FormSelectOption,
  Label,
  LabelGroup,
  PageSection,
  Skeleton,
} from '@patternfly/react-core';
import { useState } from 'react';
import { Link, useNavigate } from 'react-router';
import type { ImageDetails } from '@/api/details';
import type { Status } from '@/api/types';
import { mayIn, namespaceOf, useSession } from '@/session/session';
import { CopyButton } from '@/shared/CopyCode';
import { DeleteImages } from '@/shared/DeleteImages';
import { Fact } from '@/shared/Fact';
import { imageName, imagePage, partsOf } from '@/shared/names';
import { PageHeading } from '@/shared/PageHeading';
import { TimeText } from '@/shared/TimeText';
import { VerdictLabel } from '@/shared/verdicts';
import { bytes, shortDigest } from '@/text/format';
import { useText } from '@/text/useText';
import { ReportExport } from './ReportExport';
import { imageText } from './text';

/** What is above the tabs: which image it is, its verdict, and what can be done with it. */
export function ImageHead({
  image,
  status,
  details,
  platforms,
  platform,
  onPlatform,
  reported,
}: {
  readonly image: string;
  readonly status: Status | undefined;
  readonly details: ImageDetails | undefined;
  readonly platforms: readonly string[];
  readonly platform: string;
  readonly onPlatform: (platform: string) => void;
  /** Whether there is a report to export. */
  readonly reported: boolean;
}) {
  const text = useText(imageText);
  const navigate = useNavigate();
  const { session } = useSession();
  const [deleting, setDeleting] = useState(false);
  const { repository } = partsOf(image);
  return (
    <>
      <PageHeading
        title={image}
        crumbs={[
          { title: text.images, to: '/images' },
          { title: repository, to: `/images?repository=${encodeURIComponent(repository)}` },
        ]}
        labels={status && <VerdictLabel status={status} compact={false} />}
        actions={
          <>
            {platforms.length > 0 && (
              <ActionListItem>
                <FormSelect
                  aria-label={text.platform}
                  value={platform}
                  onChange={(_, value) => onPlatform(value)}
                >
                  {platforms.map((each) => (
                    <FormSelectOption key={each} value={each} label={each} />
                  ))}
                </FormSelect>
              </ActionListItem>
            )}
            {reported && (
              <ActionListItem>
                <ReportExport image={image} platform={platforms.length > 0 ? platform : ''} />
              </ActionListItem>
            )}
            <ActionListItem>
              <Button
                variant="secondary"
                onClick={() =>
                  void navigate(`/compare?${new URLSearchParams({ from: image }).toString()}`)
                }
              >
                {text.compare}
              </Button>
            </ActionListItem>
            {details && mayIn(session, namespaceOf(image), 'image.delete') && (
              <ActionListItem>
                <Button variant="secondary" isDanger onClick={() => setDeleting(true)}>
                  {text.delete}
                </Button>
              </ActionListItem>
            )}
          </>
        }
      />
      <PageSection hasBodyWrapper={false} className="bw-image__facts">
        <Facts image={image} details={details} />
      </PageSection>
      {deleting && (
        <DeleteImages
          images={[image]}
          onClose={() => setDeleting(false)}
          onDeleted={() => void navigate('/images')}
        />
      )}
    </>
  );
}

function Facts({
  image,
  details,
}: {
  readonly image: string;
  readonly details: ImageDetails | undefined;
}) {
  const text = useText(imageText);
  const { session } = useSession();
  if (details === undefined) {
    return <Skeleton width="60%" screenreaderText={text.loading} />;
  }
  const pull = `docker pull ${session.registry}/${image}`;
  return (
    <DescriptionList isCompact columnModifier={{ default: '1Col', md: '2Col', xl: '3Col' }}>
      <Fact term={text.digest}>
        <span className="bw-image__copied">
          <span className="bw-code" title={details.digest}>
            {shortDigest(details.digest)}
          </span>
          <CopyButton content={details.digest} label={text.copyDigest} />
        </span>
      </Fact>
      <Fact term={text.pull}>
        <span className="bw-image__copied">
          <code className="bw-code">{pull}</code>
          <CopyButton content={pull} label={text.copyPull} />
        </span>
      </Fact>
      <Fact term={text.tags}>
        {details.tags.length === 0 ? (
          text.noTags
        ) : (
          <LabelGroup numLabels={5} aria-label={text.tags}>
            {details.tags.map((tag) => (
              <Label
                key={tag}
                isCompact
                render={({ className, content }) => (
                  <Link className={className} to={imagePage(imageName(details.repository, tag))}>
                    {content}
                  </Link>
                )}
              >
                {tag}
              </Label>
            ))}
          </LabelGroup>
        )}
      </Fact>
      <Fact term={text.pushed}>
        <TimeText time={details.pushed} /> {text.pushedBy(details.pushedBy)}
      </Fact>
      <Fact term={text.built}>
        <TimeText time={details.created} />
      </Fact>
      <Fact term={text.size}>{bytes(details.size)}</Fact>
    </DescriptionList>
  );
}
