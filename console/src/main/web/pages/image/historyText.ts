import { catalogue } from '@/text/catalogue';
import { plural } from '@/text/format';

export const historyText = catalogue({
  label: 'What happened to this image, the newest first',
  empty: 'Nothing is known of before',
  emptyNext: 'Pushes, verdicts that changed, new issues and exemptions are here as they happen.',
  since: 'What happened before this is not kept:',
  older: 'Show older',
  loading: 'Loading',
  strip: 'The verdict over time',
  stripOf: (status: string, from: string, until: string) => `${status} from ${from} to ${until}`,
  now: 'now',
  from: (status: string) => `was ${status}`,
  types: {
    'image.pushed': 'Pushed',
    'image.deleted': 'Deleted',
    'image.verdict-changed': 'The verdict changed',
    'issue.appeared': 'New issues',
    'issue.fix-published': 'A fix was published',
    'issue.known-exploited': 'Known to be exploited',
    'exemption.added': 'An exemption was added',
    'exemption.removed': 'An exemption was taken away',
    'exemption.expired': 'An exemption expired',
  },
  causes: {
    push: 'by a push',
    delete: 'by a deletion',
    advisories: 'by new advisories',
    policy: 'by another policy, or the day',
    exemption: 'by an exemption',
    time: 'by the day',
    day: 'by the day',
  },
  advisories: 'advisories',
  issues: (count: number) => plural(count, 'issue'),
  more: (count: number) => `and ${plural(count, 'other')}`,
  inPackage: (what: string) => `in ${what}`,
  upgrade: (installed: string, fixed: string) =>
    fixed === '' ? installed : `${installed} → ${fixed}`,
  exemptionOf: (issue: string, scope: string) => `${issue} for ${scope}`,
  saidBy: (author: string, reason: string) => `${author}: ${reason}`,
});
