import { catalogue } from '@/text/catalogue';

export const accessText = catalogue({
  title: 'Access',
  description: 'Who may do what here: people, programs and their keys, and what namespaces allow.',
  tabs: 'Parts of access',
  users: 'Users',
  'service-ids': 'Service IDs',
  keys: 'API keys',
  namespaces: 'Namespaces',
  quotas: 'Quotas and settings',
  notifications: 'Notifications',
  none: 'Nothing here is for you',
  noneNext: 'Your roles let you read and change nothing of this. Ask a Manager for more.',
});
