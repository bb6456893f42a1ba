import type { SearchResult } from '@/api/lists';
import type { Severity, Status } from '@/api/types';
import type { searchText } from './text';

type Words = (typeof searchText)['en'];

/** Something that the search can open. */
export interface Found {
  readonly key: string;
  readonly to: string;
  readonly title: string;
  readonly detail?: string;
  readonly severity?: Severity;
  readonly verdict?: Status;
}

export interface FoundGroup {
  readonly label: string;
  readonly options: readonly Found[];
}

const CVE = /^CVE-\d{4}-\d{4,19}$/i;
const GHSA = /^GHSA(-[0-9a-z]{4}){3}$/i;
const NOTICE = /^(USN-\d+-\d+|(DSA|DLA)-\d+(-\d+)?|(RH[SBE]A|CESA|AL[SBE]A)-\d{4}[:-]\d+)$/i;

/** The identifier that is typed in full, as the advisories write it. */
export function wholeIssue(text: string): string | undefined {
  const typed = text.trim();
  if (GHSA.test(typed)) {
    return `GHSA-${typed.slice(5).toLowerCase()}`;
  }
  return CVE.test(typed) || NOTICE.test(typed) ? typed.toUpperCase() : undefined;
}

const issueTo = (id: string): string => `/issues/${encodeURIComponent(id)}`;
const imagesTo = (filter: Readonly<Record<string, string>>): string =>
  `/images?${new URLSearchParams(filter).toString()}`;

/**
 * What to offer for a text, the best first: what is typed in full, then what the server found, then
 * the lists that can be filtered by it.
 *
 * @param result undefined while the server has not answered for this text
 */
export function choicesOf(
  typed: string,
  result: SearchResult | undefined,
  text: Words,
): readonly FoundGroup[] {
  const query = typed.trim();
  if (query === '') {
    return [];
  }
  const whole = wholeIssue(query);
  const groups: FoundGroup[] = [];
  const named = result?.issues.some((issue) => issue.id === whole) ?? false;
  if (whole !== undefined && !named) {
    groups.push({
      label: text.jump,
      options: [{ key: `jump-${whole}`, to: issueTo(whole), title: text.issue(whole) }],
    });
  }
  groups.push(...(result ? found(query, result, text) : []), {
    label: text.lists,
    options: [
      ...(named && whole !== undefined
        ? [
            {
              key: 'images-with',
              to: imagesTo({ issue: whole }),
              title: text.imagesWith(whole),
            },
          ]
        : []),
      { key: 'images-named', to: imagesTo({ q: query }), title: text.imagesNamed(query) },
      {
        key: 'issues-named',
        to: `/issues?${new URLSearchParams({ q: query }).toString()}`,
        title: text.issuesNamed(query),
      },
    ],
  });
  return groups;
}

function found(query: string, result: SearchResult, text: Words): FoundGroup[] {
  const issues: FoundGroup = {
    label: text.issues,
    options: result.issues.map((issue) => ({
      key: `issue-${issue.id}`,
      to: issueTo(issue.id),
      title: issue.id,
      detail: text.inImages(issue.images),
      severity: issue.severity,
    })),
  };
  const images: FoundGroup = {
    label: text.images,
    options: result.images.map((image) => ({
      key: `image-${image.repository}:${image.tag}`,
      to: `/images/${image.repository}:${image.tag}`,
      title: `${image.repository}:${image.tag}`,
      verdict: image.verdict,
    })),
  };
  const repositories: FoundGroup = {
    label: text.repositories,
    options: result.repositories.map(({ repository, tags }) => ({
      key: `repository-${repository}`,
      to: imagesTo({ repository }),
      title: repository,
      detail: text.tags(tags),
    })),
  };
  const packages: FoundGroup = {
    label: text.packages,
    options: result.packages.map(({ name, images: count }) => ({
      key: `package-${name}`,
      to: imagesTo({ package: name }),
      title: text.imagesWith(name),
      detail: text.inImages(count),
    })),
  };
  const namespaces: FoundGroup = {
    label: text.namespaces,
    options: result.namespaces.map((namespace) => ({
      key: `namespace-${namespace}`,
      to: imagesTo({ namespace }),
      title: namespace,
    })),
  };
  // Who types an image's whole name means it, and not an issue whose name has that in it.
  const first = result.images.some((image) => `${image.repository}:${image.tag}` === query)
    ? [images, issues]
    : result.packages.some(({ name }) => name === query)
      ? [packages, issues, images]
      : [issues, images];
  return [...new Set([...first, repositories, packages, namespaces])].filter(
    (group) => group.options.length > 0,
  );
}
