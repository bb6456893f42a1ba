import { catalogue } from '@/text/catalogue';
import { number, plural } from '@/text/format';

export const imagesText = catalogue({
  title: 'Images',
  description: 'Each tag with its verdict, by the advisories of now.',
  label: 'Images',
  image: 'Image',
  verdict: 'Verdict',
  issues: 'Issues',
  exploited: 'Exploited',
  release: 'Release',
  size: 'Size',
  pushed: 'Pushed',
  select: 'Select',
  selectImage: (image: string) => `Select ${image}`,
  actions: 'Actions',
  actionsOf: (image: string) => `Actions of ${image}`,
  open: 'Open',
  compare: 'Compare',
  compareWith: 'Compare with…',
  comparePick: 'Select two images to compare them.',
  delete: 'Delete…',
  deleteSelected: (count: number) => `Delete ${number(count)}…`,
  selected: (count: number) => `${number(count)} selected`,
  unselect: 'Unselect all',
  noIssues: 'none',
  notKnown: 'not known',
  stale: 'This is what was known before the advisories changed. It is being judged anew.',
  platforms: (platforms: readonly string[]) =>
    platforms.length <= 2 ? platforms.join(', ') : plural(platforms.length, 'platform'),
  search: {
    q: 'Name',
    repository: 'Repository',
    issue: 'Issue',
    package: 'Package',
  },
  searchLabel: {
    q: 'Part of a name',
    repository: 'Whole repository, such as birds/robin',
    issue: 'CVE, notice or configuration issue',
    package: 'Name of a package with an issue',
  },
  searchBy: 'Search by',
  namespace: 'Namespace',
  severity: 'Severity',
  onlyExploited: 'Known exploited only',
  csv: 'CSV, all that match',
  json: 'JSON, all that match',
  empty: 'No image yet',
  emptyNext: 'Push one, and its verdict is here as soon as the push returns.',
  emptyNoPush: 'Nobody has pushed an image that you may see.',
  copy: 'Copy the commands',
  commands: (registry: string, namespace: string, user: string) =>
    `docker login ${registry} --username ${user}\n` +
    `docker tag alpine:3.20 ${registry}/${namespace}/alpine:3.20\n` +
    `docker push ${registry}/${namespace}/alpine:3.20`,
});
