/** A release by its key, such as `debian:12`. */
export interface ReleaseName {
  readonly distribution: string;
  readonly version: string;
}

export function releaseName(key: string): ReleaseName {
  const colon = key.indexOf(':');
  return colon < 0
    ? { distribution: key, version: '' }
    : { distribution: key.slice(0, colon), version: key.slice(colon + 1) };
}

const NAMES: Readonly<Record<string, string>> = {
  almalinux: 'AlmaLinux',
  alpine: 'Alpine',
  centos: 'CentOS',
  debian: 'Debian',
  rhel: 'RHEL',
  rocky: 'Rocky Linux',
  ubuntu: 'Ubuntu',
};

/** What a distribution is called by people: `Debian`. */
export function distributionTitle(distribution: string): string {
  return NAMES[distribution] ?? distribution;
}

/** What a release is called by people: `Debian 12`, `CentOS Stream 9`. */
export function releaseTitle(key: string): string {
  const { distribution, version } = releaseName(key);
  const told = version.startsWith('stream') ? `Stream ${version.slice(6)}` : version;
  return `${distributionTitle(distribution)} ${told}`.trim();
}

const collator = new Intl.Collator('en', { numeric: true });

/** Compares releases of one distribution: `3.9` before `3.10`. */
export function byVersion(one: string, other: string): number {
  return collator.compare(releaseName(one).version, releaseName(other).version);
}
