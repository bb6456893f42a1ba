import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from 'react-router';
import { request } from '@/api/client';
import type { ImageList } from '@/api/lists';
import { useSession } from '@/session/session';
import { ConfirmModal } from '@/shared/ConfirmModal';
import { CopyCode } from '@/shared/CopyCode';
import { useToasts } from '@/shared/toasts';
import { bytes } from '@/text/format';
import { useText } from '@/text/useText';
import { namespacesText } from './text';

/** Says what goes with a namespace; its name is typed, since nothing of it comes back. */
export function DeleteNamespace({
  name,
  usedBytes,
  onClose,
}: {
  readonly name: string;
  readonly usedBytes: number | undefined;
  readonly onClose: () => void;
}) {
  const text = useText(namespacesText);
  const toasts = useToasts();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const { session, refresh } = useSession();
  const { data } = useQuery({
    queryKey: ['images-of', name],
    queryFn: ({ signal }) =>
      request<ImageList>('/api/v2/images', { query: { namespace: name, limit: 1 }, signal }),
    retry: false,
  });
  return (
    <ConfirmModal
      title={text.deleteTitle}
      confirm={text.delete}
      typed={name}
      onClose={onClose}
      onConfirm={async () => {
        await request(`/api/v1/namespaces/${encodeURIComponent(name)}`, { method: 'DELETE' });
        toasts.done(text.deleted(name));
        await navigate('/access/namespaces', { replace: true });
        queries.removeQueries({ queryKey: ['namespace', name] });
        await Promise.all([queries.invalidateQueries(), refresh()]);
      }}
    >
      <p>
        <strong>{name}</strong> {text.deleteGoes}
      </p>
      <ul>
        <li>
          {data ? text.deleteImages(data.total) : text.deleteUnknown}
          {usedBytes !== undefined && `, ${bytes(usedBytes)}`}
        </li>
        <li>{text.deleteRest}</li>
      </ul>
      <p>{text.deleteNext}</p>
      <CopyCode
        label={text.copy}
        content={`skopeo sync --src docker --dest dir ${session.registry}/${name}/REPOSITORY COPY`}
      />
    </ConfirmModal>
  );
}
