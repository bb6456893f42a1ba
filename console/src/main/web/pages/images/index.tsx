import {
  ActionList,
  ActionListGroup,
  ActionListItem,
  Button,
  PageSection,
  Tooltip,
} from '@patternfly/react-core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { useNavigate } from 'react-router';
import { request } from '@/api/client';
import type { ImageList } from '@/api/lists';
import { mayIn, namespaceOf, useSession } from '@/session/session';
import { DataTable } from '@/shared/DataTable';
import { DeleteImages } from '@/shared/DeleteImages';
import { ExportMenu, fromServer } from '@/shared/ExportMenu';
import { KnownNote } from '@/shared/KnownNote';
import { comparePage } from '@/shared/names';
import { PageHeading } from '@/shared/PageHeading';
import { useListState } from '@/shared/useListState';
import { usePageTitle } from '@/shared/usePageTitle';
import { useText } from '@/text/useText';
import { columns, nameOf } from './columns';
import { FILTERS, ImageFilters } from './ImageFilters';
import { NoImages } from './NoImages';
import { imagesText } from './text';
import './images.css';

const PATH = '/api/v2/images';
const MOST = 500;

/** How soon to ask again: while images are being judged, and otherwise. */
const SOON = 3_000;
const LATER = 60_000;

export default function ImagesPage() {
  const text = useText(imagesText);
  usePageTitle(text.title);
  const navigate = useNavigate();
  const { session } = useSession();
  const state = useListState(FILTERS, { sort: '-verdict' });
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const [deleting, setDeleting] = useState<readonly string[]>([]);
  const filter = Object.fromEntries(FILTERS.map((name) => [name, state.all(name)]));
  const { data, error, isFetching, isPlaceholderData, refetch } = useQuery({
    queryKey: ['images', filter, state.sort, state.offset, state.limit],
    queryFn: ({ signal }) =>
      request<ImageList>(PATH, {
        query: { ...filter, sort: state.sort, offset: state.offset, limit: state.limit },
        signal,
      }),
    placeholderData: keepPreviousData,
    refetchInterval: ({ state: { data: list } }) =>
      list && list.known.judged < list.known.images ? SOON : LATER,
  });
  const shown = useMemo(
    () =>
      columns(text, {
        selected,
        toggle: (image) =>
          setSelected((before) => {
            const next = new Set(before);
            if (!next.delete(image)) {
              next.add(image);
            }
            return next;
          }),
        onDelete: (image) => setDeleting([image]),
      }),
    [text, selected],
  );
  const [from, to] = [...selected];
  const deletable = [...selected].every((each) =>
    mayIn(session, namespaceOf(each), 'image.delete'),
  );
  const two = selected.size === 2 && from !== undefined && to !== undefined;
  return (
    <>
      <PageHeading title={text.title} description={text.description} />
      <PageSection hasBodyWrapper={false} isFilled>
        <KnownNote known={data?.known} />
        <DataTable
          label={text.label}
          columns={shown}
          rows={data?.images}
          rowKey={nameOf}
          state={state}
          total={data?.total}
          loading={isFetching && isPlaceholderData}
          error={error}
          onRetry={() => void refetch()}
          filters={<ImageFilters state={state} list={data} />}
          actions={
            <ActionList>
              <ActionListGroup className="bw-actions">
                <ActionListItem>
                  <Tooltip content={text.comparePick} trigger={two ? 'manual' : 'mouseenter focus'}>
                    <Button
                      variant="secondary"
                      isAriaDisabled={!two}
                      onClick={() => two && void navigate(comparePage(from, to))}
                    >
                      {text.compare}
                    </Button>
                  </Tooltip>
                </ActionListItem>
                {selected.size > 0 && (
                  <>
                    {deletable && (
                      <ActionListItem>
                        <Button variant="danger" onClick={() => setDeleting([...selected])}>
                          {text.deleteSelected(selected.size)}
                        </Button>
                      </ActionListItem>
                    )}
                    <ActionListItem>
                      <Button variant="link" onClick={() => setSelected(new Set())}>
                        {text.unselect}
                      </Button>
                    </ActionListItem>
                  </>
                )}
                <ActionListItem>
                  <ExportMenu
                    formats={[
                      {
                        label: text.csv,
                        file: 'images.csv',
                        content: fromServer(PATH, {
                          query: { ...filter, sort: state.sort },
                          accept: 'text/csv',
                        }),
                      },
                      {
                        label: text.json,
                        file: 'images.json',
                        content: () => all({ ...filter, sort: state.sort }),
                      },
                    ]}
                  />
                </ActionListItem>
              </ActionListGroup>
            </ActionList>
          }
          empty={<NoImages />}
        />
      </PageSection>
      {deleting.length > 0 && (
        <DeleteImages
          images={deleting}
          onClose={() => setDeleting([])}
          onDeleted={() => {
            setDeleting([]);
            setSelected(new Set());
          }}
        />
      )}
    </>
  );
}

/** Every page of the list in one file. */
async function all(query: Readonly<Record<string, string | readonly string[]>>): Promise<Blob> {
  const images: unknown[] = [];
  for (let total = 1; images.length < total;) {
    const page = await request<ImageList>(PATH, {
      query: { ...query, offset: images.length, limit: MOST },
    });
    total = page.images.length === 0 ? 0 : page.total;
    images.push(...page.images);
  }
  return new Blob([JSON.stringify({ images }, null, 2)], { type: 'application/json' });
}
