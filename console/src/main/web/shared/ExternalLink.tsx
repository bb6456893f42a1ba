import ExternalLinkAltIcon from '@patternfly/react-icons/dist/esm/icons/external-link-alt-icon';
import type { ReactNode } from 'react';
import { useText } from '@/text/useText';
import { isLink } from './names';
import { sharedText } from './text';

/** A link out of the console, or its text alone where it is no address of the web. */
export function ExternalLink({
  href,
  children,
}: {
  readonly href: string;
  /** The address itself without. */
  readonly children?: ReactNode;
}) {
  const text = useText(sharedText);
  if (!isLink(href)) {
    return <span className="bw-code">{children ?? href}</span>;
  }
  return (
    <a className="bw-link" href={href} rel="noopener noreferrer" target="_blank">
      {children ?? href}{' '}
      <ExternalLinkAltIcon role="img" aria-hidden={false} aria-label={text.newTab} />
    </a>
  );
}
