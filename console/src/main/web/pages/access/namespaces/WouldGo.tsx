import { Alert, List, ListItem } from '@patternfly/react-core';
import { Link } from 'react-router';
import { imageName, imagePage } from '@/shared/names';
import { shortDigest } from '@/text/format';
import { useText } from '@/text/useText';
import type { Going } from './retention';
import { namespacesText } from './text';

const REPOSITORIES = 20;
const IMAGES = 10;

/** What a policy of retention would put into the trash. */
export function WouldGo({ going }: { readonly going: readonly Going[] }) {
  const text = useText(namespacesText);
  const images = going.reduce((sum, { digests }) => sum + digests.length, 0);
  if (images === 0) {
    return <Alert component="p" variant="success" isInline title={text.nothingGoes} />;
  }
  return (
    <Alert component="p" variant="warning" isInline title={text.wouldGo(images, going.length)}>
      <List isPlain>
        {going.slice(0, REPOSITORIES).map(({ repository, digests }) => (
          <ListItem key={repository}>
            <strong>{repository}</strong>
            <List isPlain>
              {digests.slice(0, IMAGES).map((digest) => (
                <ListItem key={digest}>
                  <Link className="bw-code" to={imagePage(imageName(repository, digest))}>
                    {shortDigest(digest)}
                  </Link>
                </ListItem>
              ))}
              {digests.length > IMAGES && (
                <ListItem>{text.andMore(digests.length - IMAGES)}</ListItem>
              )}
            </List>
          </ListItem>
        ))}
        {going.length > REPOSITORIES && (
          <ListItem>{text.andMore(going.length - REPOSITORIES)}</ListItem>
        )}
      </List>
    </Alert>
  );
}
