import { Alert, AlertActionCloseButton, AlertActionLink } from '@patternfly/react-core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import type { Restored } from '@/api/access';
import { request } from '@/api/client';
import { imageName, imagePage } from '@/shared/names';
import { useToasts } from '@/shared/toasts';
import { useText } from '@/text/useText';
import { trashText } from './text';
import type { TrashRow } from './trash';

export interface Result {
  readonly row: TrashRow;
  readonly restored: Restored;
}

/** Brings an image back with its tags, and keeps what came of it for the page to tell. */
export function useRestore() {
  const toasts = useToasts();
  const queries = useQueryClient();
  const [result, setResult] = useState<Result>();
  const { mutate, isPending, variables } = useMutation({
    mutationFn: (row: TrashRow) =>
      request<Restored>(`/api/v1/trash/${encodeURIComponent(row.name)}/restoretags`, {
        method: 'POST',
      }),
    onSuccess: async (restored, row) => {
      setResult({ row, restored });
      // Lists of images have it again, too.
      await queries.invalidateQueries();
    },
    onError: toasts.failed,
  });
  return {
    restore: (row: TrashRow) => mutate(row),
    busy: isPending ? variables.name : undefined,
    result,
    forget: () => setResult(undefined),
  };
}

export function RestoreResult({
  result: { row, restored },
  onClose,
}: {
  readonly result: Result;
  readonly onClose: () => void;
}) {
  const text = useText(trashText);
  const navigate = useNavigate();
  const whole = restored.unsuccessful.length === 0;
  const image = imagePage(imageName(row.repository, restored.successful[0] ?? row.digest));
  return (
    <Alert
      isInline
      isLiveRegion
      variant={whole ? 'success' : 'warning'}
      title={whole ? text.restored(row.repository) : text.taken(row.repository)}
      actionClose={<AlertActionCloseButton title={text.dismiss} onClose={onClose} />}
      actionLinks={
        <AlertActionLink
          component="a"
          href={image}
          onClick={(event) => {
            event.preventDefault();
            void navigate(image);
          }}
        >
          {text.see}
        </AlertActionLink>
      }
    >
      {whole ? (
        text.restoredTags(restored.successful)
      ) : (
        <>
          {restored.successful.length > 0 && `${text.takenBack(restored.successful)} `}
          {text.takenNext(restored.unsuccessful)}
        </>
      )}
    </Alert>
  );
}
