import { Content, MenuToggle } from '@patternfly/react-core';
import EllipsisVIcon from '@patternfly/react-icons/dist/esm/icons/ellipsis-v-icon';
import { ActionsColumn } from '@patternfly/react-table';
import { Link } from 'react-router';
import type { Exemption } from '@/api/exemptions';
import type { Column } from '@/shared/DataTable';
import { Label } from '@/shared/Label';
import { imagePage, issuePage } from '@/shared/names';
import { TimeText } from '@/shared/TimeText';
import { Effect } from './Effect';
import type { exemptionsText } from './text';
import { statusOf } from './until';

type Words = (typeof exemptionsText)['en'];

export interface ExemptionActions {
  readonly may: (exemption: Exemption) => boolean;
  readonly edit: (exemption: Exemption) => void;
  readonly end: (exemption: Exemption) => void;
  readonly remove: (exemption: Exemption) => void;
}

/** The columns of the list of exemptions. */
export function exemptionColumns(
  text: Words,
  now: Date,
  effects: ReadonlyMap<string, Exemption['hides']> | undefined,
  effectsLoading: boolean,
  actions: ExemptionActions | undefined,
): readonly Column<Exemption>[] {
  return [
    {
      key: 'issue',
      title: text.issue,
      sort: 'issue',
      cell: (one) => (
        <Link to={issuePage(one.issue)} className="bw-link">
          {one.issue}
        </Link>
      ),
    },
    {
      key: 'scope',
      title: text.scope,
      sort: 'scope',
      cell: (one) => <Scope one={one} text={text} />,
    },
    {
      key: 'reason',
      title: text.reason,
      width: 25,
      modifier: 'breakWord',
      cell: (one) =>
        one.reason === '' ? (
          <span className="bw-exemptions__subtle">{text.noReason}</span>
        ) : (
          one.reason
        ),
    },
    {
      key: 'author',
      title: text.author,
      sort: 'author',
      modifier: 'breakWord',
      cell: (one) => (
        <>
          {one.author}
          <Content component="small">
            <TimeText time={one.created} />
          </Content>
        </>
      ),
    },
    {
      key: 'expires',
      title: text.until,
      sort: 'expires',
      cell: (one) => <Until one={one} now={now} text={text} />,
    },
    {
      key: 'hides',
      title: text.hides,
      sort: 'hides',
      largestFirst: true,
      cell: (one) =>
        one.expired ? (
          text.nothing
        ) : (
          <Effect hides={effects?.get(one.id)} loading={effectsLoading} />
        ),
    },
    ...(actions
      ? [
          {
            key: 'actions',
            title: text.actions,
            hiddenTitle: true,
            cell: (one: Exemption) =>
              actions.may(one) && <Actions one={one} text={text} actions={actions} />,
          },
        ]
      : []),
  ];
}

function Scope({ one, text }: { readonly one: Exemption; readonly text: Words }) {
  const list = (filter: Readonly<Record<string, string>>) =>
    `/images?${new URLSearchParams(filter).toString()}`;
  const to = {
    account: '/images',
    namespace: list({ namespace: one.scope }),
    repository: list({ repository: one.scope }),
    image: imagePage(one.scope),
    digest: imagePage(one.scope),
  }[one.scopeType];
  return (
    <>
      <Link to={to} className="bw-link">
        {one.scope === '*' ? text.everyImage : one.scope}
      </Link>
      {one.scopeType !== 'account' && (
        <Content component="small">{text.scopes[one.scopeType]}</Content>
      )}
    </>
  );
}

function Until({
  one,
  now,
  text,
}: {
  readonly one: Exemption;
  readonly now: Date;
  readonly text: Words;
}) {
  const status = statusOf(one.expires, one.expired, now);
  return (
    <>
      <TimeText time={one.expires} otherwise={text.forEver} />{' '}
      {status !== 'active' && (
        <Label isCompact color={status === 'soon' ? 'orange' : 'grey'}>
          {text.statuses[status]}
        </Label>
      )}
    </>
  );
}

function Actions({
  one,
  text,
  actions,
}: {
  readonly one: Exemption;
  readonly text: Words;
  readonly actions: ExemptionActions;
}) {
  return (
    <ActionsColumn
      actionsToggle={({ onToggle, isOpen, isDisabled, toggleRef }) => (
        <MenuToggle
          ref={toggleRef}
          variant="plain"
          icon={<EllipsisVIcon />}
          isExpanded={isOpen}
          isDisabled={isDisabled}
          aria-label={text.actionsFor(one.issue, one.scope)}
          onClick={onToggle}
        />
      )}
      items={[
        { title: one.expired ? text.renew : text.edit, onClick: () => actions.edit(one) },
        ...(one.expired ? [] : [{ title: text.expire, onClick: () => actions.end(one) }]),
        { isSeparator: true },
        { title: text.remove, isDanger: true, onClick: () => actions.remove(one) },
      ]}
    />
  );
}
