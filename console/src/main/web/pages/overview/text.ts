import { catalogue } from '@/text/catalogue';
import { number, plural } from '@/text/format';

const images = (count: number): string => plural(count, 'image');
const issues = (count: number): string => plural(count, 'issue');
const isAre = (count: number): string => (count === 1 ? 'is' : 'are');

export const overviewText = catalogue({
  title: 'Overview',
  about: (tags: number, repositories: number) =>
    `${plural(tags, 'tagged image')} in ${plural(repositories, 'repository', 'repositories')}`,
  headline: {
    label: 'The most important thing',
    exploited: (count: string, where: string) => `${count} known exploited ${where}`,
    issues: (count: number, more: boolean) => (more ? `At least ${number(count)}` : number(count)),
    exploitedIn: (count: number, inImages: number | undefined) =>
      `${count === 1 ? 'issue' : 'issues'}${inImages === undefined ? '' : ` in ${images(inImages)}`}`,
    fix: (packages: string) => `Fix ${packages} in`,
    noFix: 'No fix is published yet. Look at',
    more: (count: number) => `and ${number(count)} more`,
    failing: (failing: number, all: number) =>
      failing === all && all > 1
        ? `All ${images(all)} fail`
        : `${number(failing)} of ${images(all)} ${failing === 1 ? 'fails' : 'fail'}`,
    failingDetail: (critical: number, high: number) =>
      critical + high > 0
        ? `${number(critical)} critical and ${issues(high).replace('issue', 'high issue')} count. None is known to be exploited.`
        : 'No critical or high issue counts, and none is known to be exploited.',
    judging: (judged: number, all: number) =>
      `${number(judged)} of ${images(all)} ${isAre(judged)} judged so far, and none of them fails`,
    judgingDetail: 'The rest is being judged now; this page follows.',
    notKnown: (notKnown: number, all: number) =>
      `No image fails, but ${number(notKnown)} of ${images(all)} could not be judged completely`,
    notKnownDetail: 'What is not known is not called clean. Each image says what is missing.',
    oldAdvisories: 'No image fails, as far as the advisories know, and they are old',
    asFarAsKnown: 'No image fails, as far as is known',
    oldAdvisoriesDetail: (feeds: string) =>
      feeds === ''
        ? 'How old the advisories are is not known.'
        : `Not up to date: ${feeds}. Newer issues are not known here.`,
    warnings: (warnings: number) =>
      `No image fails; ${images(warnings)} ${warnings === 1 ? 'has' : 'have'} issues that do not count`,
    warningsDetail: 'They are exempt, or below what the policy asks for.',
    clean: (all: number) =>
      all === 1 ? 'The image has no known issue' : `All ${images(all)} have no known issue`,
    cleanDetail: 'By advisories that are up to date.',
    seeIssues: 'See the issues',
    seeImages: 'See the images',
    seeFailing: 'See failing images',
    seeNotKnown: 'See these images',
    seeFeeds: 'See the feeds',
  },
  verdicts: {
    title: 'Images by verdict',
    bar: (told: string) => `Images by verdict: ${told}`,
    all: (count: number) => (count === 1 ? 'tagged image' : 'tagged images'),
    of: (count: number, all: number) => `${number(count)} (${share(count, all)})`,
  },
  exploited: {
    title: 'Known exploited now',
    issue: 'Issue',
    packages: 'Packages',
    images: 'Images',
    fix: 'Fix',
    fixable: (fixable: number, all: number) =>
      fixable === 0 ? 'none yet' : fixable < all ? `for ${number(fixable)}` : 'published',
    none: 'Nothing that counts here is known to be exploited',
    noneBy: 'By the catalogue of CISA,',
    noneUnknown:
      'But the catalogue of known exploited vulnerabilities is missing or of unknown age, so this is not sure.',
    all: 'All known exploited issues',
    most: (count: number) => `The ${number(count)} in the most images`,
  },
  history: {
    title: 'Distinct issues by severity',
    about: 'Issues that count in any image, one column a day.',
    aboutEach:
      'Issues that count in any image, one column a day; an issue of several namespaces counts in each.',
    began: 'Kept since',
    days: 'Days',
    dayCount: (count: number) => (count === 365 ? '1 year' : plural(count, 'day')),
    show: 'Severities',
    all: 'All',
    worst: 'Critical and high',
    chart: 'Issues by severity; choose a day with the arrow keys',
    value: (day: string, told: string, inImages: number) => `${day}: ${told}; ${images(inImages)}`,
    severity: (count: number, severity: string) => `${number(count)} ${severity.toLowerCase()}`,
    noIssues: 'no issue',
    of: (count: number) => `of ${images(count)}`,
    table: 'As a table',
    tableLabel: 'Distinct issues by severity and day',
    day: 'Day',
    images: 'Images',
    none: 'No day is kept yet',
    noneNext: 'The first one follows within the hour; from then on each day adds a column.',
  },
  changes: {
    title: 'What changed',
    since: 'Since',
    visit: 'my last visit',
    firstVisit: 'this is your first visit here',
    day: '24 hours ago',
    week: '7 days ago',
    month: '30 days ago',
    pushed: (count: number) => plural(count, 'push', 'pushes'),
    deleted: (count: number) => plural(count, 'deletion'),
    nothing: 'Nothing changed.',
    nothingElse: 'No verdict or issue of another image changed.',
    kinds: {
      advisories: 'New advisories',
      push: 'A push',
      delete: 'A deletion',
      exemption: 'An exemption',
      policy: 'The policy or the day',
      time: 'The day',
      other: 'Another cause',
    },
    appeared: (count: number) => `${issues(count)} appeared`,
    fixes: (count: number) => `${plural(count, 'fix', 'fixes')} published`,
    nowExploited: (count: number) => `${number(count)} now known exploited`,
    verdicts: (count: number) => `${plural(count, 'verdict')} changed`,
    in: (count: number) => `in ${images(count)}`,
    more: 'There is more than is shown here.',
    fewer: (count: number) => (count === 1 ? '1 more cause' : `${number(count)} more causes`),
    kept: 'Events are kept since',
    before: 'What was before is not known.',
  },
  worst: {
    title: 'Worst images',
    image: 'Image',
    verdict: 'Verdict',
    issues: 'Issues that count',
    none: 'Every image is OK.',
    all: 'All images',
    noCounts: 'none',
  },
  ended: {
    title: 'Releases past their end of life',
    lead: 'Nobody gets fixes for these without paying. Rebuild on a release that is supported.',
    since: 'ended',
    images: (count: number) => images(count),
    none: 'No image stands on a release that is past its end of life.',
    noneKnown: 'No judged image stands on a release that is past its end of life.',
    fewer: (count: number) => `and ${plural(count, 'other release')}`,
    more: 'Ends of life of all releases',
  },
  feeds: {
    title: 'Advisory feeds',
    asOf: 'as of',
    none: 'There are no advisories, so no image can be judged.',
    more: 'All about the advisories',
    all: (count: number) =>
      count === 1 ? 'The one feed is up to date.' : `All ${number(count)} feeds are up to date.`,
    old: (old: number, all: number) =>
      old === all
        ? 'No feed is up to date: newer issues are not known here.'
        : `${number(old)} of ${plural(all, 'feed')} ${isAre(old)} not up to date.`,
  },
  welcome: {
    title: 'The first image is here',
    next: 'This is what is known of it. From now on this page follows each push.',
    see: (image: string) => `Look at ${image}`,
  },
});

/** `<1%` is not nothing, and `>99%` not all. */
function share(count: number, all: number): string {
  const percent = all === 0 ? 0 : (100 * count) / all;
  if (percent > 0 && percent < 1) {
    return '<1%';
  }
  if (percent > 99 && percent < 100) {
    return '>99%';
  }
  return `${Math.round(percent)}%`;
}
