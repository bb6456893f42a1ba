import { catalogue } from '@/text/catalogue';
import { plural } from '@/text/format';

export const deleteText = catalogue({
  title: (count: number) =>
    count === 1 ? 'Delete this image?' : `Delete ${plural(count, 'image')}?`,
  goes: 'What goes',
  whole: 'The image, with all its tags',
  wholeMeans:
    'Nobody can pull it any more, by any of its tags or by its digest. What an index names goes with the index.',
  tag: 'The tag alone',
  tagMeans: 'The image stays and can be pulled by its digest and by its other tags.',
  back: 'Deleted images are in the trash for 30 days. From there they can be restored with their tags.',
  backTag: 'A tag is set again by pushing the image again, or by copying it from the digest.',
  more: (count: number) => `and ${plural(count, 'other')}`,
  delete: 'Delete',
  done: (count: number) => `${plural(count, 'image')} deleted`,
  doneTag: (count: number) => `${plural(count, 'tag')} taken away`,
  doneNext: 'They can be restored from the trash for 30 days.',
});
