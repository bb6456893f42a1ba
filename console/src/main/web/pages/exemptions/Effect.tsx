import { Skeleton } from '@patternfly/react-core';
import type { Exemption } from '@/api/exemptions';
import { Hint } from '@/shared/Hint';
import { useText } from '@/text/useText';
import { exemptionsText } from './text';

type Hides = NonNullable<Exemption['hides']>;

/** In words, and at least that much where not all images were judged. */
export function effectText(hides: Hides, text: (typeof exemptionsText)['en']): string {
  const partly = isPartly(hides);
  if (hides.findings === 0) {
    return partly ? text.atLeast(text.nothing) : text.nothing;
  }
  const told = text.effect(hides.findings, hides.images);
  return partly ? text.atLeast(told) : told;
}

function isPartly({ known }: Hides): boolean {
  return known !== undefined && (known.more === true || known.judged < known.images);
}

/** What an exemption hides now. */
export function Effect({
  hides,
  loading,
}: {
  readonly hides: Exemption['hides'];
  readonly loading: boolean;
}) {
  const text = useText(exemptionsText);
  if (hides === undefined || hides === null) {
    return loading ? <Skeleton width="8rem" screenreaderText={text.previewing} /> : <>–</>;
  }
  const told = effectText(hides, text);
  return isPartly(hides) && hides.known ? (
    <Hint content={text.atLeastMeans(hides.known.judged, hides.known.images)}>
      <span>{told}</span>
    </Hint>
  ) : (
    <>{told}</>
  );
}
