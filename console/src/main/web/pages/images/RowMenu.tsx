import { useNavigate } from 'react-router';
import type { ImageRow } from '@/api/lists';
import { mayIn, namespaceOf, useSession } from '@/session/session';
import { imageName, imagePage } from '@/shared/names';
import { RowActions } from '@/shared/RowActions';
import { useText } from '@/text/useText';
import { imagesText } from './text';

/** What can be done with an image of the list. */
export function RowMenu({
  row,
  onDelete,
}: {
  readonly row: ImageRow;
  readonly onDelete: () => void;
}) {
  const text = useText(imagesText);
  const navigate = useNavigate();
  const { session } = useSession();
  const image = imageName(row.repository, row.tag);
  const compare = `/compare?${new URLSearchParams({ from: image }).toString()}`;
  return (
    <RowActions
      label={text.actionsOf(image)}
      items={[
        { title: text.open, onClick: () => void navigate(imagePage(image)) },
        { title: text.compareWith, onClick: () => void navigate(compare) },
        ...(mayIn(session, namespaceOf(row.repository), 'image.delete')
          ? [{ title: text.delete, onClick: onDelete, isDanger: true }]
          : []),
      ]}
    />
  );
}
