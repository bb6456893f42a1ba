import { catalogue } from '@/text/catalogue';

export const keysText = catalogue({
  title: 'Keyboard shortcuts',
  action: 'What it does',
  keys: 'Keys',
  close: 'Close',
  on: 'Single keys do this on every page',
  then: 'then',
  search: 'Search across everything',
  help: 'Show these shortcuts',
  goTo: (page: string) => `Go to ${page}`,
  inSearch: 'In the search',
  move: 'Go through the suggestions',
  openIt: 'Open the suggestion, or the best one',
  closeIt: 'Close the suggestions, then leave the search',
});
