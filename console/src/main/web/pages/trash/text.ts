import { catalogue } from '@/text/catalogue';
import { plural } from '@/text/format';

export const trashText = catalogue({
  title: 'Trash',
  description:
    'Deleted images are kept for a while, and come back with their tags. After that they are gone for good.',
  list: 'Deleted images',
  image: 'Image',
  tags: 'Tags that it had',
  untagged: 'none',
  left: 'Kept for',
  leftDays: (days: number) => (days === 0 ? 'goes any moment' : plural(days, 'more day')),
  lastDay: 'last day',
  soon: 'soon gone',
  actions: 'Actions',
  restore: 'Restore',
  restoreNamed: (name: string) => `Restore ${name}`,
  namespace: 'Namespace',
  search: 'Find by repository, tag or digest',
  restored: (name: string) => `${name} is back`,
  restoredTags: (tags: readonly string[]) =>
    tags.length === 0 ? 'It had no tags.' : `With its tags ${tags.join(', ')}.`,
  taken: (name: string) => `${name} is back, not with all tags`,
  takenNext: (tags: readonly string[]) =>
    `${tags.join(', ')} ${tags.length === 1 ? 'names' : 'name'} another image by now. Nothing was taken from that; give this image another tag, or delete the other first and restore again.`,
  takenBack: (tags: readonly string[]) => `It has ${tags.join(', ')} again.`,
  see: 'See the image',
  dismiss: 'Dismiss',
  empty: 'The trash is empty',
  emptyNext:
    'Images that somebody or a retention policy deletes come here first. From here, or with this command, they come back:',
  copy: 'Copy the command',
});
