/** One image: the report, as `breakwater scan --format json` writes it. */

import type { Status, Time } from './types';

export interface Origin {
  readonly layer: number;
  readonly layerDigest: string;
  readonly createdBy: string | null;
  readonly base: boolean;
}

export interface PackageOfReport {
  readonly name: string;
  readonly version: string;
  readonly arch: string | null;
  readonly source: string;
  readonly sourceVersion: string;
  readonly purl: string;
  readonly module: string | null;
  readonly file: string;
  readonly origin: Origin | null;
}

export interface Notice {
  readonly id: string;
  readonly published: Time | null;
  readonly note: string | null;
  readonly links: readonly string[];
}

/** `active`, `exempt`, `below-policy` and the like. */
export type PolicyStatus = string;

export interface VulnerabilityOfReport {
  readonly cve: string;
  readonly aliases: readonly string[];
  readonly notices: readonly Notice[];
  readonly package: Omit<PackageOfReport, 'file' | 'origin'>;
  readonly state: string;
  readonly stateDetail: string | null;
  readonly fixedVersion: string | null;
  readonly fixAvailability: string | null;
  /** The distribution's own word: `severityOf` places it on the scale. */
  readonly severity: string;
  readonly cvss: readonly {
    readonly source: string;
    readonly version: string;
    readonly vector: string;
    readonly score: number;
  }[];
  readonly knownExploited: boolean;
  readonly summary: string | null;
  readonly links: readonly string[];
  readonly correctiveAction: string;
  /** `issue`, `unfixed`, `subscription`, `kernel`. */
  readonly standing: string;
  readonly policyStatus: PolicyStatus;
  readonly exemptions: readonly ExemptionOfReport[];
  readonly origin: Origin | null;
}

export interface ConfigurationIssueOfReport {
  readonly id: string;
  readonly description: string;
  readonly correctiveAction: string;
  readonly severity: string;
  readonly file: string;
  readonly line: number | null;
  readonly layer: number | null;
  readonly reference: string | null;
  readonly policyStatus: PolicyStatus;
  readonly counts: boolean;
  readonly exemptions: readonly ExemptionOfReport[];
}

export interface ExemptionOfReport {
  readonly type: string;
  readonly id: string;
  readonly scopes: readonly string[];
  readonly author: string | null;
  readonly reason: string | null;
  readonly justification: string | null;
  readonly vexStatus: string | null;
  readonly created: Time | null;
  readonly expires: Time | null;
  readonly untilFixed: boolean;
  /** File and line of the policy that it is from; null for those of the registry. */
  readonly place: string | null;
}

/** `applied`, `expired`, `fixed`, `taken-back`, `unused`, `other-image`. */
export type ExemptionUse = string;

export interface Reason {
  readonly code: string;
  readonly message: string;
  readonly next: string | null;
}

export interface FixPlan {
  readonly commands: readonly string[];
  readonly dockerfile: readonly string[];
  readonly clears: number;
  readonly inBase: boolean;
  readonly upgrades: readonly {
    readonly source: string;
    readonly version: string;
    readonly packages: readonly string[];
    readonly clears: number;
    readonly knownExploited: boolean;
    readonly notices: readonly string[];
    readonly module: string | null;
  }[];
  readonly remaining: readonly {
    readonly kind: string;
    readonly reason: string;
    readonly advice: string;
    readonly issues: number;
    readonly active: number;
    readonly sources: readonly string[];
  }[];
}

export interface Report {
  readonly schemaVersion: 1;
  readonly image: string;
  readonly digest: string;
  readonly platform: string | null;
  readonly os: {
    readonly id: string;
    readonly versionId: string | null;
    readonly codename: string | null;
    readonly prettyName: string | null;
    readonly file: string | null;
    readonly release: string | null;
    readonly endOfLife: string | null;
    readonly supported: boolean | null;
    readonly extendedSupport: readonly string[];
  } | null;
  readonly verdict: { readonly status: Status; readonly reasons: readonly Reason[] };
  readonly counts: {
    readonly packages: number;
    readonly issues: number;
    readonly exempt: number;
    readonly vulnerabilities: number;
    readonly configuration: number;
    readonly unfixed: number;
    readonly subscription: number;
    readonly kernel: number;
    readonly belowPolicy: number;
    readonly cves: number;
    readonly knownExploited: number;
    readonly notJudged: number;
  };
  readonly advisories: {
    readonly version: string;
    readonly coverage: { readonly release: string; readonly fixesOnly: boolean } | null;
    readonly feeds: readonly {
      readonly name: string;
      readonly asOf: Time | null;
      readonly records: number;
      readonly refused: number;
      readonly stale: boolean;
    }[];
  };
  readonly vulnerabilities: readonly VulnerabilityOfReport[];
  readonly configurationIssues: readonly ConfigurationIssueOfReport[];
  readonly configurationNotJudged: readonly { readonly id: string; readonly reason: string }[];
  readonly fix: FixPlan;
  readonly packages?: readonly PackageOfReport[];
  readonly notJudged: readonly {
    readonly vendor: string;
    readonly accepted: boolean;
    readonly packages: readonly string[];
  }[];
  readonly exemptions: readonly (ExemptionOfReport & {
    readonly use: ExemptionUse;
    readonly issues: number;
  })[];
  readonly warnings: readonly { readonly code: string; readonly message: string }[];
}

/** The report of an index: of each image that it names. */
export interface IndexReport {
  readonly schemaVersion: 1;
  readonly image: string;
  readonly digest: string;
  readonly verdict: Report['verdict'];
  readonly platforms: readonly Report[];
}

/** Why an issue of an image is one. */
export interface Explanation {
  readonly evidence: {
    readonly file: string;
    readonly layer: number;
    readonly createdBy: string | null;
  };
  readonly advisory: {
    readonly feed: string;
    readonly recordId: string;
    readonly release: string;
    readonly packageName: string;
    readonly packageKind: string;
    readonly feedAsOf: Time | null;
  };
  readonly comparison: {
    readonly order: string;
    readonly installed: string;
    readonly fixed: string | null;
    readonly result: string | null;
  };
  readonly scope: {
    readonly products: readonly string[];
    readonly module: string | null;
    readonly modules: readonly string[];
    readonly arches: readonly string[];
  };
  readonly state: string;
  readonly standing: string;
}

export interface ExplanationReport {
  readonly image: string;
  readonly issue: string;
  readonly vulnerabilities: readonly (VulnerabilityOfReport & {
    readonly explanation: Explanation;
  })[];
  readonly configurationIssues: readonly ConfigurationIssueOfReport[];
}
