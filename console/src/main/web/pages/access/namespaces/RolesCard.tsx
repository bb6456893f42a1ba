import {
  Button,
  Content,
  DescriptionList,
  Flex,
  Label,
  LabelGroup,
  Skeleton,
} from '@patternfly/react-core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { request } from '@/api/client';
import { mayIn, mayInAccount, useSession } from '@/session/session';
import { ErrorState } from '@/shared/ErrorState';
import { Fact } from '@/shared/Fact';
import { useToasts } from '@/shared/toasts';
import { useText } from '@/text/useText';
import { useMembers } from '../members/members';
import { useRoleWords } from '../members/RoleLabels';
import { withRolesIn } from '../roles';
import { NamespaceRole } from './NamespaceRole';
import { namespacesText } from './text';

/** Who has a role for a namespace; to give and to take back. */
export function RolesCard({ namespace }: { readonly namespace: string }) {
  const text = useText(namespacesText);
  const { session } = useSession();
  const listed = mayInAccount(session, 'identity.list');
  const manages = mayIn(session, namespace, 'identity.manage');
  const [dialog, setDialog] = useState<'give' | 'take'>();
  return (
    <>
      <Content component="p">
        {listed ? text.rolesNext : text.rolesHidden}
        {!listed && manages && ` ${text.rolesByName}`}
      </Content>
      {listed && <Holders namespace={namespace} manages={manages} />}
      {manages && (
        <Flex>
          <Button variant="secondary" onClick={() => setDialog('give')}>
            {text.give}
          </Button>
          {!listed && (
            <Button variant="secondary" onClick={() => setDialog('take')}>
              {text.take}
            </Button>
          )}
        </Flex>
      )}
      {dialog && (
        <NamespaceRole namespace={namespace} what={dialog} onClose={() => setDialog(undefined)} />
      )}
    </>
  );
}

function Holders({
  namespace,
  manages,
}: {
  readonly namespace: string;
  readonly manages: boolean;
}) {
  const text = useText(namespacesText);
  const words = useRoleWords();
  const toasts = useToasts();
  const queries = useQueryClient();
  const { refresh } = useSession();
  const users = useMembers('users');
  const services = useMembers('service-ids');
  const [refused, setRefused] = useState<unknown>();
  const error = users.error ?? services.error;
  if (error) {
    return <ErrorState error={error} compact onRetry={() => void users.refetch()} />;
  }
  if (!users.data || !services.data) {
    return <Skeleton />;
  }
  const holders = withRolesIn([...users.data.members, ...services.data.members], namespace);
  if (holders.length === 0) {
    return <Content component="p">{text.rolesNone}</Content>;
  }
  const take = async (to: string, role: string) => {
    setRefused(undefined);
    try {
      await request('/api/v2/roles', { method: 'DELETE', query: { to, role, namespace } });
      await Promise.all([queries.invalidateQueries({ queryKey: ['members'] }), refresh()]);
      toasts.done(text.taken(role, to));
    } catch (e) {
      setRefused(e);
    }
  };
  return (
    <>
      {refused !== undefined && <ErrorState error={refused} compact />}
      <DescriptionList isHorizontal isCompact isAutoColumnWidths>
        {holders.map(({ member, roles }) => (
          <Fact key={member.id} term={member.name}>
            <LabelGroup numLabels={6} aria-label={member.name}>
              {roles.map((role) => (
                <Label
                  key={words(role)}
                  isCompact
                  variant={role.namespace === undefined ? 'outline' : 'filled'}
                  {...(manages && role.namespace !== undefined
                    ? {
                        onClose: () => void take(member.name, role.role),
                        closeBtnAriaLabel: text.takeOne(role.role, member.name),
                      }
                    : {})}
                >
                  {words(role)}
                </Label>
              ))}
            </LabelGroup>
          </Fact>
        ))}
      </DescriptionList>
    </>
  );
}
