import {
  Button,
  EmptyState,
  EmptyStateActions,
  EmptyStateBody,
  EmptyStateFooter,
} from '@patternfly/react-core';
import UsersIcon from '@patternfly/react-icons/dist/esm/icons/users-icon';
import type { MemberKind } from '@/api/access';
import { useText } from '@/text/useText';
import { membersText } from './text';

export function MembersEmpty({
  kind,
  onCreate,
}: {
  readonly kind: MemberKind;
  readonly onCreate: (() => void) | undefined;
}) {
  const text = useText(membersText);
  return (
    <EmptyState headingLevel="h2" titleText={text[kind].empty} icon={UsersIcon}>
      <EmptyStateBody>{text[kind].emptyNext}</EmptyStateBody>
      {onCreate && (
        <EmptyStateFooter>
          <EmptyStateActions>
            <Button onClick={onCreate}>{text[kind].create}</Button>
          </EmptyStateActions>
        </EmptyStateFooter>
      )}
    </EmptyState>
  );
}
