import { EmptyState, EmptyStateBody } from '@patternfly/react-core';
import CubesIcon from '@patternfly/react-icons/dist/esm/icons/cubes-icon';
import { mayIn, useSession } from '@/session/session';
import { CopyCode } from '@/shared/CopyCode';
import { useText } from '@/text/useText';
import { imagesText } from './text';

/** How to push the first image, with the commands filled in. */
export function NoImages() {
  const text = useText(imagesText);
  const { session } = useSession();
  const namespace =
    Object.keys(session.may.namespaces).find((each) => mayIn(session, each, 'image.push')) ??
    (session.may.account.includes('namespace.create') ? 'birds' : undefined);
  return (
    <EmptyState headingLevel="h2" titleText={text.empty} icon={CubesIcon}>
      <EmptyStateBody>
        {namespace === undefined ? text.emptyNoPush : text.emptyNext}
        {namespace !== undefined && (
          <div className="bw-images__commands">
            <CopyCode
              content={text.commands(session.registry, namespace, session.name)}
              label={text.copy}
            />
          </div>
        )}
      </EmptyStateBody>
    </EmptyState>
  );
}
