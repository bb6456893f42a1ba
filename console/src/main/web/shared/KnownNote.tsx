import { Alert } from '@patternfly/react-core';
import type { Known } from '@/api/lists';
import { useText } from '@/text/useText';
import { sharedText } from './text';

/** Says so where not all images are judged: what is not known must not look clean. */
export function KnownNote({ known }: { readonly known: Known | undefined }) {
  const text = useText(sharedText);
  return known && known.judged < known.images ? (
    <Alert
      variant="info"
      isInline
      isPlain
      component="p"
      title={text.partly(known.judged, known.images)}
    />
  ) : null;
}
