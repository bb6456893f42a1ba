import { catalogue } from '@/text/catalogue';
import { plural } from '@/text/format';

export const searchText = catalogue({
  label: 'Search issues, images, packages and namespaces',
  placeholder: 'Search',
  clear: 'Clear the search',
  key: '/',
  searching: 'Searching…',
  nothing: (text: string) => `Nothing is called “${text}”.`,
  failed: 'The search does not answer. The lists can be filtered as well.',
  count: (count: number) => `${plural(count, 'suggestion')}; arrow keys go through them`,
  jump: 'Go to',
  issues: 'Issues',
  images: 'Images',
  repositories: 'Repositories',
  packages: 'Packages',
  namespaces: 'Namespaces',
  lists: 'Lists',
  issue: (id: string) => `What is known of ${id}`,
  inImages: (count: number) => (count === 0 ? 'in no image' : `in ${plural(count, 'image')}`),
  tags: (count: number) => plural(count, 'tag'),
  imagesWith: (what: string) => `All images with ${what}`,
  imagesNamed: (text: string) => `Images named like “${text}”`,
  issuesNamed: (text: string) => `Issues named like “${text}”`,
});
