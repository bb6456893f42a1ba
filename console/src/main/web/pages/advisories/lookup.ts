import type { AdvisoryRow } from '@/api/advisories';

/** Packages of a release of which the same is said. */
export interface AdvisoryGroup extends Omit<AdvisoryRow, 'package'> {
  readonly packages: readonly string[];
}

/** Says once what is said of many packages: an update of glibc has a hundred of them. */
export function grouped(rows: readonly AdvisoryRow[]): readonly AdvisoryGroup[] {
  const groups = new Map<string, AdvisoryGroup & { readonly packages: string[] }>();
  for (const row of rows) {
    const { package: name, ...said } = row;
    const key = JSON.stringify([
      said.release,
      said.kind,
      said.state,
      said.stateDetail,
      said.fixedVersion,
      said.availability,
      said.severity,
      said.notices,
      said.feed,
    ]);
    const group = groups.get(key);
    if (group === undefined) {
      groups.set(key, { ...said, packages: [name] });
    } else if (!group.packages.includes(name)) {
      group.packages.push(name);
    }
  }
  return [...groups.values()];
}

/** An issue as it is asked for: without blanks, in capitals. */
export function asIssue(text: string): string {
  return text.trim().toUpperCase();
}
