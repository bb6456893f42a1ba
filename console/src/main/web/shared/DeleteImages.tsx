import { List, ListItem, Radio } from '@patternfly/react-core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { request } from '@/api/client';
import { useText } from '@/text/useText';
import { ConfirmModal } from './ConfirmModal';
import { deleteText } from './deleteText';
import { useToasts } from './toasts';

const NAMED = 10;

/** Asks whether images shall go, says how to get them back, and deletes them. */
export function DeleteImages({
  images,
  onClose,
  onDeleted,
}: {
  /** Names, with tag or digest. */
  readonly images: readonly string[];
  readonly onClose: () => void;
  readonly onDeleted: () => void;
}) {
  const text = useText(deleteText);
  const toasts = useToasts();
  const queries = useQueryClient();
  const [tagAlone, setTagAlone] = useState(false);
  const confirm = async () => {
    const path = tagAlone ? '/api/v1/tags/' : '/api/v1/images/';
    try {
      for (const image of images) {
        await request(path + encodeURIComponent(image), { method: 'DELETE' });
      }
    } finally {
      // Some may be gone where a later one was refused.
      void queries.invalidateQueries();
    }
    toasts.done(
      tagAlone ? text.doneTag(images.length) : text.done(images.length),
      tagAlone ? undefined : text.doneNext,
    );
    onDeleted();
  };
  return (
    <ConfirmModal
      title={text.title(images.length)}
      confirm={text.delete}
      onConfirm={confirm}
      onClose={onClose}
    >
      <List isPlain>
        {images.slice(0, NAMED).map((image) => (
          <ListItem key={image} className="bw-code">
            {image}
          </ListItem>
        ))}
        {images.length > NAMED && <ListItem>{text.more(images.length - NAMED)}</ListItem>}
      </List>
      {images.every((image) => !image.includes('@')) && (
        <div role="radiogroup" aria-label={text.goes} className="bw-choices">
          <Radio
            id="delete-whole"
            name="delete-what"
            label={text.whole}
            description={text.wholeMeans}
            isChecked={!tagAlone}
            onChange={() => setTagAlone(false)}
          />
          <Radio
            id="delete-tag"
            name="delete-what"
            label={text.tag}
            description={text.tagMeans}
            isChecked={tagAlone}
            onChange={() => setTagAlone(true)}
          />
        </div>
      )}
      <p>{tagAlone ? text.backTag : text.back}</p>
    </ConfirmModal>
  );
}
