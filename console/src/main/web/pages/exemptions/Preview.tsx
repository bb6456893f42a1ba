import { Content, Skeleton, Title } from '@patternfly/react-core';
import type { ExemptionPreview } from '@/api/exemptions';
import { ErrorState } from '@/shared/ErrorState';
import { imageName } from '@/shared/names';
import { VerdictLabel } from '@/shared/verdicts';
import { plural, shortDigest } from '@/text/format';
import { useText } from '@/text/useText';
import { exemptionsText } from './text';
import { usePreview, type Subject } from './useExempting';

/** What an exemption would change, before it is made. */
export function Preview({ subject }: { readonly subject: Subject | undefined }) {
  const text = useText(exemptionsText);
  const { preview, error, busy } = usePreview(subject);
  return (
    <section className="bw-exemptions__preview" aria-label={text.preview} aria-busy={busy}>
      <Title headingLevel="h2" size="md">
        {text.preview}
      </Title>
      <div role="status">
        {subject === undefined && <Content component="p">{text.previewWaits}</Content>}
        {subject !== undefined && error !== null && <ErrorState error={error} compact />}
        {busy && preview === undefined && <Skeleton screenreaderText={text.previewing} />}
        {subject !== undefined && preview && <Told preview={preview} />}
      </div>
    </section>
  );
}

function Told({ preview }: { readonly preview: ExemptionPreview }) {
  const text = useText(exemptionsText);
  const { known, changed } = preview;
  const partly = known.more === true || known.judged < known.images;
  return (
    <>
      <Content component="p">
        {preview.hides === 0
          ? text.previewNothing
          : text.previewHides(preview.hides, preview.images)}{' '}
        {partly && text.previewPartly(known.judged, known.images)}
      </Content>
      {changed.length > 0 && (
        // Long lists are gone through by keys, too.
        // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        <ul className="bw-exemptions__changes" tabIndex={0} aria-label={text.preview}>
          {changed.map((one) => (
            <li key={`${one.image} ${one.tag ?? ''} ${one.digest}`}>
              <span>
                {one.tag === null
                  ? `${one.image}@${shortDigest(one.digest)}`
                  : imageName(one.image, one.tag)}{' '}
                <span className="bw-exemptions__subtle">{plural(one.hides, 'finding')}</span>
              </span>
              <span className="bw-nowrap">
                <VerdictLabel status={one.before} />{' '}
                {one.after === one.before ? (
                  <span className="bw-exemptions__subtle">{text.same}</span>
                ) : (
                  <>
                    → <VerdictLabel status={one.after} />
                  </>
                )}
              </span>
            </li>
          ))}
        </ul>
      )}
      {preview.images > changed.length && (
        <Content component="p">{text.furtherImages(preview.images - changed.length)}</Content>
      )}
    </>
  );
}
