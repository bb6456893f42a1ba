import { catalogue } from '@/text/catalogue';
import { number, plural } from '@/text/format';

export const issueText = catalogue({
  issues: 'Issues',
  exempt: 'Exempt…',
  exemptIn: (image: string) => `Exempt it in ${image}`,
  kinds: { cve: 'Vulnerability', sn: 'Security notice', configuration: 'Configuration issue' },
  about: 'What it is',
  noSummary: 'Nobody has described it yet.',
  unknown: 'Nothing is known of it',
  unknownNext: (id: string) =>
    `The advisories in use say nothing of ${id}, and no image that you may see has it. That is no proof that nothing has it: the identifier may be mistyped, or newer than the advisories.`,
  feeds: 'See how old the advisories are',
  severity: 'Severity',
  severities: 'Severity by distribution',
  cvss: 'CVSS',
  aliases: 'Also known as',
  notices: 'Notices',
  cves: 'Vulnerabilities',
  more: 'More about it',
  fix: 'What to do',
  reference: 'Reference',
  images: 'Images that have it',
  image: 'Image',
  verdict: 'Verdict',
  state: 'Counts',
  packages: 'Installed → fixed',
  places: 'Where',
  since: 'Known since',
  actions: 'Actions',
  line: (file: string, line: number | null) =>
    line === null ? file : `${file}, line ${number(line)}`,
  noFix: 'no fix',
  states: {
    active: 'Yes',
    partly: 'Yes, exempt in part',
    exempt: 'No, exempt',
    unfixed: 'No, no fix is published',
    subscription: 'No, the fix is for subscribers',
    kernel: 'No, a container runs no kernel',
    'below-policy': 'No, by the policy',
    'not-counted': 'No',
  },
  looking: 'Looking through the images…',
  nowhere: 'No image has it',
  nowhereNext: (looked: number) =>
    looked === 0
      ? 'No image that you may see holds a package that it is about.'
      : `${plural(looked, 'image')} with such a package ${looked === 1 ? 'was' : 'were'} judged, and none is affected.`,
  nowhereYet: (looked: number) =>
    `None of the first ${plural(looked, 'image')} with such a package is affected. There are more to look at.`,
  notJudged: (count: number) =>
    `${plural(count, 'image')} with such a package could not be judged, and may have it, too.`,
  lookedAt: (found: number, looked: number) =>
    `Found in ${number(found)} of the first ${plural(looked, 'image')} looked at. There are more.`,
  lookFurther: 'Look at more images',
  asList: 'Open as a list of images',
  csv: 'CSV',
  json: 'JSON',
  fixes: 'Fixed versions by release',
  fixesNone: 'The advisories say nothing of it by its own name.',
  partly: (shown: number, all: number) =>
    `The advisories say so much of it that ${number(shown)} of ${plural(all, 'row')} are shown here: distributions and releases may be missing.`,
  release: 'Release',
  packagesOf: 'Packages',
  status: 'State',
  fixedIn: 'Fixed in',
  advisoryStates: {
    fixed: 'Fixed',
    'not-affected': 'Not affected',
    affected: 'Affected, no fix yet',
    deferred: 'Affected, fix deferred',
    'will-not-fix': 'Affected, will not be fixed',
    'end-of-life': 'Support has ended',
    'under-investigation': 'Not decided yet',
  },
  availabilities: {
    'ubuntu-pro': 'Ubuntu Pro only',
    'extended-support': 'Extended support only',
  },
  others: (count: number) => `and ${number(count)} more`,
  fewer: 'Show fewer',
  settled: (settled: number, releases: number) =>
    settled === releases
      ? `settled in ${releases === 1 ? 'its release' : `all ${number(releases)} releases`}`
      : `settled in ${number(settled)} of ${plural(releases, 'release')}`,
  exemptions: 'Exemptions of it',
  exemptionsNone: 'Nobody has exempted it where you may see.',
  scope: 'Scope',
  reason: 'Reason',
  noReason: 'no reason given',
  author: 'By',
  until: 'Until',
  forEver: 'for ever',
  expired: 'Expired',
  everyImage: 'Every image of the account',
});
