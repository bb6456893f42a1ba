import { Alert, Button, Flex } from '@patternfly/react-core';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import type { Member, MemberKind } from '@/api/access';
import { mayInAccount, useSession } from '@/session/session';
import type { Column } from '@/shared/DataTable';
import { asCsv, asJson, ExportMenu } from '@/shared/ExportMenu';
import { FilterSelect } from '@/shared/FilterSelect';
import { Label } from '@/shared/Label';
import { ListSearch } from '@/shared/ListSearch';
import { contains, localPage } from '@/shared/localList';
import { LocalTable } from '@/shared/LocalTable';
import { RowActions } from '@/shared/RowActions';
import { TimeText } from '@/shared/TimeText';
import { useListState } from '@/shared/useListState';
import { usePageTitle } from '@/shared/usePageTitle';
import { useText } from '@/text/useText';
import { ROLES } from '../roles';
import { accessText } from '../text';
import { MemberDialog, type Dialog } from './MemberDialog';
import { useMembers } from './members';
import { MembersEmpty } from './MembersEmpty';
import { RoleLabels, useRoleWords } from './RoleLabels';
import { membersText } from './text';

const ORDERS = {
  name: (member: Member) => member.name,
  created: (member: Member) => member.created,
};

/** Users, or service IDs: all of the account with their roles. */
export function MembersTab({ kind }: { readonly kind: MemberKind }) {
  const text = useText(membersText);
  const access = useText(accessText);
  usePageTitle(access[kind], access.title);
  const words = useRoleWords();
  const navigate = useNavigate();
  const { session } = useSession();
  const manages = mayInAccount(session, 'identity.manage');
  const state = useListState(['q', 'role'], { sort: 'name' });
  const query = useMembers(kind);
  const { data } = query;
  const [dialog, setDialog] = useState<Dialog>();
  const roles = state.all('role');
  const page =
    data &&
    localPage(
      data.members,
      state,
      (member) =>
        contains(member.name, state.first('q')) &&
        (roles.length === 0 ||
          (roles.includes('none') && member.roles.length === 0) ||
          member.roles.some((role) => roles.includes(role.role))),
      ORDERS,
    );
  const columns: readonly Column<Member>[] = [
    {
      key: 'name',
      title: text.name,
      sort: 'name',
      modifier: 'breakWord',
      cell: (member) => (
        <Flex spaceItems={{ default: 'spaceItemsSm' }} display={{ default: 'inlineFlex' }}>
          <span>{member.name}</span>
          {member.id === session.principal && (
            <Label isCompact color="green">
              {text.you}
            </Label>
          )}
        </Flex>
      ),
    },
    { key: 'roles', title: text.roles, cell: (member) => <RoleLabels roles={member.roles} /> },
    {
      key: 'created',
      title: text.created,
      sort: 'created',
      largestFirst: true,
      modifier: 'nowrap',
      cell: (member) => <TimeText time={member.created} />,
    },
    ...(manages
      ? [
          {
            key: 'actions',
            title: text.actionsColumn,
            hiddenTitle: true,
            modifier: 'fitContent' as const,
            cell: (member: Member) => (
              <RowActions
                label={text.actions(member.name)}
                items={[
                  { title: text.changeRoles, onClick: () => setDialog({ what: 'roles', member }) },
                  {
                    title: text.seeKeys,
                    onClick: () =>
                      void navigate(`/access/keys?owner=${encodeURIComponent(member.name)}`),
                  },
                  ...(kind === 'users' && member.id !== session.principal
                    ? [
                        {
                          title: text.resetPassword,
                          onClick: () => setDialog({ what: 'reset', member }),
                        },
                      ]
                    : []),
                  ...(member.id === session.principal
                    ? []
                    : [
                        { isSeparator: true },
                        {
                          title: text[kind].delete,
                          isDanger: true,
                          onClick: () => setDialog({ what: 'delete', member }),
                        },
                      ]),
                ]}
              />
            ),
          },
        ]
      : []),
  ];
  const create = manages ? () => setDialog({ what: 'create' }) : undefined;
  return (
    <>
      <LocalTable
        label={text[kind].list}
        columns={columns}
        page={page}
        query={query}
        rowKey={(member) => member.id}
        state={state}
        filters={
          <>
            <ListSearch label={text.search} state={state} />
            <FilterSelect
              label={text.role}
              values={roles}
              onChange={(values) => state.filter('role', values)}
              options={[
                ...ROLES.map((role) => ({ value: role, label: role })),
                { value: 'none', label: text.noRole },
              ]}
            />
          </>
        }
        actions={
          <Flex spaceItems={{ default: 'spaceItemsSm' }}>
            <ExportMenu
              formats={[
                {
                  label: 'CSV',
                  file: `${kind}.csv`,
                  content: asCsv(
                    ['name', 'id', 'roles', 'created'],
                    (page?.all ?? []).map((member) => [
                      member.name,
                      member.id,
                      member.roles.map(words).join(', '),
                      member.created,
                    ]),
                  ),
                },
                { label: 'JSON', file: `${kind}.json`, content: asJson(page?.all ?? []) },
              ]}
            />
            {create && <Button onClick={create}>{text[kind].create}</Button>}
          </Flex>
        }
        empty={<MembersEmpty kind={kind} onCreate={create} />}
      />
      {data?.more && (
        <Alert variant="info" isInline isPlain title={text.more(data.members.length)} />
      )}
      {dialog && <MemberDialog kind={kind} dialog={dialog} onChange={setDialog} />}
    </>
  );
}
