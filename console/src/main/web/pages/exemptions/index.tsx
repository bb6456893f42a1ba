import { Button, PageSection } from '@patternfly/react-core';
import { useState } from 'react';
import { useSearchParams } from 'react-router';
import type { Exemption, ExemptionType } from '@/api/exemptions';
import { mayAnywhere, mayIn, mayInAccount, useSession } from '@/session/session';
import { asCsv, asJson, ExportMenu } from '@/shared/ExportMenu';
import { localPage } from '@/shared/localList';
import { LocalTable } from '@/shared/LocalTable';
import { PageHeading } from '@/shared/PageHeading';
import { useNow } from '@/shared/TimeText';
import { useEffects, useExemptions } from '@/shared/useExemptions';
import { useListState } from '@/shared/useListState';
import { usePageTitle } from '@/shared/usePageTitle';
import { useText } from '@/text/useText';
import { exemptionColumns } from './columns';
import { EndModal, RemoveModal } from './Confirmations';
import { Editor } from './Editor';
import { Filters } from './Filters';
import { FILTERS, matches, orders } from './list';
import { NoExemptions } from './NoExemptions';
import { scopeNamespace } from './scope';
import { exemptionsText } from './text';
import './exemptions.css';

const MANAGE = 'exemption.manager';
const KINDS: readonly string[] = ['cve', 'sn', 'configuration'] satisfies ExemptionType[];

interface Doing {
  readonly what: 'edit' | 'end' | 'remove';
  readonly one: Exemption;
}

/** The issues that do not count: for what, why, and until when. */
export default function ExemptionsPage() {
  const text = useText(exemptionsText);
  usePageTitle(text.title);
  const { session } = useSession();
  const now = useNow();
  const state = useListState(FILTERS, { sort: '-created', limit: 50 });
  const [parameters, setParameters] = useSearchParams();
  const [doing, setDoing] = useState<Doing>();
  const query = useExemptions();
  const { data } = query;
  const effects = useEffects();
  const page =
    data && localPage(data, state, (one) => matches(one, state, now), orders(effects.data));

  const manages = mayAnywhere(session, MANAGE);
  const may = (one: Exemption): boolean => {
    const namespace = scopeNamespace(one.scope);
    return namespace === undefined
      ? mayInAccount(session, MANAGE)
      : mayIn(session, namespace, MANAGE);
  };
  const adding = manages && parameters.get('new') === '1';
  const setAdding = (open: boolean) =>
    setParameters(
      (before) => {
        const next = new URLSearchParams(before);
        ['new', 'resource', 'issue'].forEach((name) => next.delete(name));
        if (open) {
          next.set('new', '1');
        } else if (before.has('new')) {
          // Of the form, it is no filter of the list.
          next.delete('type');
        }
        return next;
      },
      { replace: !open },
    );
  const type = parameters.get('type') ?? '';
  const issue = parameters.get('issue');
  const resource = parameters.get('resource');
  return (
    <>
      <PageHeading
        title={text.title}
        description={text.description}
        actions={manages && <Button onClick={() => setAdding(true)}>{text.add}</Button>}
      />
      <PageSection hasBodyWrapper={false}>
        <LocalTable
          label={text.title}
          columns={exemptionColumns(
            text,
            now,
            effects.data,
            effects.isFetching,
            manages
              ? {
                  may,
                  edit: (one) => setDoing({ what: 'edit', one }),
                  end: (one) => setDoing({ what: 'end', one }),
                  remove: (one) => setDoing({ what: 'remove', one }),
                }
              : undefined,
          )}
          page={page}
          query={query}
          rowKey={(one) => one.id}
          state={state}
          filters={<Filters state={state} />}
          actions={<Export rows={page?.all ?? []} effects={effects.data} />}
          empty={<NoExemptions onAdd={manages ? () => setAdding(true) : undefined} />}
        />
      </PageSection>
      {adding && (
        <Editor
          begin={{
            ...(resource === null ? {} : { resource }),
            ...(issue === null ? {} : { issue }),
            ...(KINDS.includes(type) ? { type: type as ExemptionType } : {}),
          }}
          all={data ?? []}
          onClose={() => setAdding(false)}
        />
      )}
      {doing?.what === 'edit' && (
        <Editor edited={doing.one} all={data ?? []} onClose={() => setDoing(undefined)} />
      )}
      {doing?.what === 'end' && (
        <EndModal
          one={doing.one}
          hides={effects.data?.get(doing.one.id)}
          onClose={() => setDoing(undefined)}
        />
      )}
      {doing?.what === 'remove' && (
        <RemoveModal
          one={doing.one}
          hides={effects.data?.get(doing.one.id)}
          onClose={() => setDoing(undefined)}
        />
      )}
    </>
  );
}

function Export({
  rows,
  effects,
}: {
  readonly rows: readonly Exemption[];
  readonly effects: ReadonlyMap<string, Exemption['hides']> | undefined;
}) {
  const text = useText(exemptionsText);
  const whole = rows.map((one) => ({ ...one, hides: effects?.get(one.id) ?? null }));
  return (
    <ExportMenu
      formats={[
        {
          label: text.csv,
          file: 'exemptions.csv',
          content: asCsv(
            [
              'scope',
              'type',
              'issue',
              'reason',
              'justification',
              'author',
              'created',
              'expires',
              'expired',
              'images',
              'findings',
            ],
            whole.map((one) => [
              one.scope,
              one.type,
              one.issue,
              one.reason,
              one.justification,
              one.author,
              one.created,
              one.expires,
              one.expired,
              one.hides?.images,
              one.hides?.findings,
            ]),
          ),
        },
        { label: text.json, file: 'exemptions.json', content: asJson(whole) },
      ]}
    />
  );
}
