import { catalogue } from '@/text/catalogue';

export const quotasText = catalogue({
  account: 'The account',
  storage: 'Storage',
  traffic: 'Pulled this month',
  usageOf: (what: string) => `${what}: how much of the limit is used`,
  accountNext:
    'Storage is what all namespaces hold, the trash not counted. The month of pulls is that of UTC. Pushes and pulls over a limit are refused.',
  change: 'Change the quotas',
  changeTitle: 'Quotas of the account',
  megabytes: 'in megabytes of 1,048,576 bytes',
  storageLimit: 'Storage',
  trafficLimit: 'Pulls a month',
  none: 'Empty for no limit.',
  wrong: 'A whole number, 0 or more, or nothing.',
  save: 'Save',
  saved: 'The quotas are saved',
  plan: 'Plan',
  planNow: (plan: string) => `The plan is ${plan}.`,
  plans: {
    Standard: 'Standard has no ceiling: quotas are what you set.',
    Free: 'Free allows 512 megabytes of storage and 5,120 megabytes of pulls a month.',
  },
  toFree: 'Change to Free',
  toStandard: 'Change to Standard',
  planTitle: (plan: string) => `Change the plan to ${plan}?`,
  planNext: {
    Standard:
      'Quotas stay as they are, and can be raised or taken away from then on. You can change back at any time.',
    Free: 'Quotas above 512 megabytes of storage and 5,120 of pulls a month are lowered to that; pushes and pulls over them are refused. Changing back to Standard does not raise them again.',
  },
  planChanged: (plan: string) => `The plan is ${plan} now`,
  settings: 'Settings of the account',
  privateOnly: 'Only from private networks',
  privateOnlyHelp:
    'Images are pushed and pulled only from this machine, private and link-local addresses; behind a proxy each address that it names has to be one.',
  privateTitle: 'Refuse pushes and pulls from other networks?',
  privateNext:
    'Whoever comes from a public address is refused from the next request on, clusters and pipelines, too. Switch it off again at the same place.',
  privateConfirm: 'Refuse them',
  metrics: 'Usage and quotas in the metrics',
  metricsHelp: 'Whoever reads /metrics sees how much of its quotas the account uses.',
  saving: 'The settings are saved',
  readOnly: 'Managers of the account change these.',
  namespaces: 'By namespace',
  namespace: 'Namespace',
  used: 'Storage',
  noNamespaces: 'There are no namespaces yet.',
  all: 'All namespaces and their settings',
});
