/** Shapes of the server's interfaces; `/api/v2/openapi.json` and `/api/v1/openapi.json` describe them. */

export type Status = 'OK' | 'WARN' | 'UNSUPPORTED' | 'UNSCANNED' | 'INCOMPLETE' | 'FAIL';

/** The scale that the words of all distributions are put on. */
export type Severity = 'critical' | 'high' | 'medium' | 'low' | 'negligible' | 'unknown';

/** UTC, ISO 8601. */
export type Time = string;

// --- Session

export interface LoginOffers {
  readonly password: boolean;
  readonly oidc: boolean;
  readonly version: string;
}

export type RoleName = 'Reader' | 'Writer' | 'Manager' | 'scaningress Writer';

export interface Session {
  readonly name: string;
  readonly principal: string;
  readonly account: string;
  readonly expires: Time;
  readonly idleExpires: Time;
  readonly roles: readonly { readonly role: string; readonly namespace?: string | null }[];
  readonly may: {
    readonly account: readonly string[];
    readonly namespaces: Readonly<Record<string, readonly string[]>>;
  };
  /** What `docker push` names this server by. */
  readonly registry: string;
  readonly version: string;
  readonly oidc: boolean;
  readonly hasPassword: boolean;
}

// --- Lists

/** How much of all tagged images an answer knows of. */
export interface Known {
  readonly images: number;
  /** Those of them that an answer looks at. */
  readonly listed?: number;
  readonly judged: number;
}

export interface Listed {
  readonly total: number;
  readonly offset: number;
  readonly limit: number;
}

export interface ImageCounts {
  readonly critical: number;
  readonly high: number;
  readonly medium: number;
  readonly low: number;
  readonly negligible?: number;
  readonly unknown: number;
  readonly issues: number;
  readonly configuration: number;
  readonly exploited: number;
  readonly fixable: number;
  readonly exempt: number;
  readonly unfixed: number;
}

export interface ImageRow {
  readonly repository: string;
  readonly tag: string;
  readonly digest: string;
  readonly kind: 'image' | 'index';
  readonly verdict: { readonly status: Status; readonly message: string };
  readonly counts: ImageCounts;
  readonly release: string | null;
  readonly platforms: readonly string[];
  readonly size: number;
  readonly created: Time | null;
  readonly pushed: Time;
  readonly scanned: Time | null;
  readonly stale?: boolean;
}

export interface ImageList extends Listed {
  readonly known: Known;
  readonly verdicts: Readonly<Partial<Record<Status, number>>>;
  readonly images: readonly ImageRow[];
}

export type IssueType = 'vulnerability' | 'configuration';

export interface IssueRow {
  readonly id: string;
  readonly type: IssueType;
  readonly severity: Severity;
  readonly exploited: boolean;
  readonly images: number;
  readonly active: number;
  readonly fixable: number;
  readonly packages: readonly string[];
}

export interface IssueList extends Listed {
  readonly known: Known;
  readonly severities: Readonly<Partial<Record<Severity, number>>>;
  readonly issues: readonly IssueRow[];
}

export interface SearchResult {
  readonly images: readonly {
    readonly repository: string;
    readonly tag: string;
    readonly verdict: Status;
  }[];
  readonly repositories: readonly { readonly repository: string; readonly tags: number }[];
  readonly namespaces: readonly string[];
  readonly issues: readonly {
    readonly id: string;
    readonly type: IssueType;
    readonly severity: Severity;
    readonly images: number;
  }[];
  readonly packages: readonly { readonly name: string; readonly images: number }[];
}

export interface Overview {
  readonly known: Known;
  readonly repositories: number;
  readonly tags: number;
  readonly verdicts: Readonly<Partial<Record<Status, number>>>;
  readonly severities: Readonly<Partial<Record<Severity, number>>>;
  /** At most 20, those in the most images first. */
  readonly exploited: readonly IssueRow[];
  readonly worst: readonly ImageRow[];
  readonly releasesEnded: readonly {
    readonly release: string;
    readonly images: number;
    readonly endOfLife: string;
  }[];
}

export interface OverviewHistory {
  /** Whether an issue of several namespaces counts once. */
  readonly distinct?: boolean;
  readonly days: readonly {
    readonly day: string;
    readonly verdicts: Readonly<Partial<Record<Status, number>>>;
    readonly severities: Readonly<Partial<Record<Severity, number>>>;
    readonly images: number;
  }[];
}

// --- One image: the report, as `breakwater scan --format json` writes it

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

// --- Two images

export type Change = 'new' | 'fixed' | 'unchanged';

export interface ComparedImage {
  readonly image: string;
  readonly title: string;
  readonly digest: string | null;
  readonly platform: string | null;
  readonly verdict: Status;
  readonly issues: number;
  readonly packages: number;
}

export interface Difference {
  readonly from: ComparedImage;
  readonly to: ComparedImage;
  readonly worse: boolean;
  readonly vulnerabilities: readonly {
    readonly change: Change;
    readonly cve: string;
    readonly package: string;
    readonly source: string;
    readonly installedBefore: string | null;
    readonly installedAfter: string | null;
    readonly fixedVersion: string | null;
    readonly severity: string;
    readonly knownExploited: boolean;
    readonly activeBefore: boolean;
    readonly activeAfter: boolean;
  }[];
  readonly configurationIssues: readonly {
    readonly change: Change;
    readonly id: string;
    readonly file: string;
    readonly line: number | null;
    readonly severity: string;
    readonly activeBefore: boolean;
    readonly activeAfter: boolean;
  }[];
  readonly packages: readonly {
    readonly name: string;
    readonly before: readonly string[];
    readonly after: readonly string[];
  }[];
}

export interface HistoryStep {
  /** Of the layer that it made; null where it made none. */
  readonly index: number | null;
  readonly digest: string | null;
  readonly size: number | null;
  readonly createdBy: string | null;
  readonly comment: string | null;
  readonly empty: boolean;
  readonly base: boolean | null;
  readonly packages: number | null;
  readonly created?: Time | null;
}

export interface ImageDetails {
  readonly repository: string;
  readonly digest: string;
  readonly kind: 'image' | 'index';
  readonly mediaType: string;
  readonly tags: readonly string[];
  readonly size: number;
  readonly created: Time | null;
  readonly pushed: Time;
  readonly pushedBy: string;
  readonly platforms: readonly {
    readonly platform: string | null;
    readonly digest: string;
    readonly size: number;
    readonly config: {
      readonly user: string | null;
      readonly entrypoint: readonly string[];
      readonly cmd: readonly string[];
      readonly workingDir: string | null;
      readonly ports: readonly string[];
      readonly volumes: readonly string[];
      readonly labels: Readonly<Record<string, string>>;
      readonly env: readonly string[];
    };
    readonly layers: readonly HistoryStep[];
    /** More than in `layers` where there were too many to tell. */
    readonly layersInAll: number;
    readonly packages: number | null;
    readonly created: Time | null;
  }[];
  readonly platformsInAll: number;
  readonly base: { readonly name: string | null; readonly digest: string | null } | null;
  readonly referrers: readonly {
    readonly digest: string;
    readonly artifactType: string;
    readonly size: number;
    readonly created: Time | null;
    readonly annotations: Readonly<Record<string, string>>;
  }[];
  readonly referrersInAll: number;
}

// --- History

export interface IssueLine {
  readonly id: string;
  readonly severity: Severity;
  readonly in: string;
  readonly installed: string;
  readonly fixed: string;
  readonly known_exploited: boolean;
}

export interface HistoryEvent {
  readonly id: string;
  readonly time: Time;
  readonly type: string;
  readonly cause: { readonly kind: string; readonly id: string } | null;
  /** Null where it is of no single image: an exemption. */
  readonly repository: string | null;
  readonly tags: readonly string[];
  readonly digest: string | null;
  readonly verdict: {
    readonly status: Status;
    readonly issues: number;
    readonly message: string;
    readonly before: Status | null;
  } | null;
  readonly issueCount: number;
  readonly issues: readonly IssueLine[];
  readonly exemption?: {
    readonly scope: string;
    readonly type: string;
    readonly issue: string;
    readonly author: string;
    readonly reason: string;
    readonly expires: Time | null;
  } | null;
}

export interface ImageHistory {
  readonly events: readonly HistoryEvent[];
  readonly next: string | null;
  /** What was before is not kept. */
  readonly eventsSince?: Time | null;
}

/** What one cause changed in images that stayed the same. */
export interface CauseOfChanges {
  readonly kind: string;
  readonly id: string;
  readonly time: Time;
  readonly images: number;
  readonly appeared: number;
  readonly fixPublished: number;
  readonly exploited: number;
  readonly verdicts: number;
  readonly examples: readonly string[];
}

export interface ChangesSummary {
  readonly since: Time;
  /** From when on events are kept; what was before is not known. */
  readonly eventsSince?: Time | null;
  readonly causes: readonly CauseOfChanges[];
  /** Whether there were more causes. */
  readonly more?: boolean;
  readonly pushed: number;
  readonly deleted: number;
}

// --- Advisories

export interface Feed {
  readonly name: string;
  readonly asOf: Time | null;
  readonly ageSeconds: number | null;
  readonly records: number;
  readonly refused: number;
}

export interface CoveredRelease {
  readonly release: string;
  readonly rows: number;
  readonly fixesOnly: boolean;
  /** What its distribution calls it; null where it is no release that there is. */
  readonly name?: string | null;
  /** The last day on which everybody gets fixes. */
  readonly endOfLife?: string | null;
  readonly ended?: boolean | null;
  readonly extendedSupport?: readonly ExtendedSupport[];
  /** Tagged images that stand on it; null where that is not known. */
  readonly images?: number | null;
}

export interface ExtendedSupport {
  readonly name: string;
  readonly provider: string;
  readonly until: string;
  /** Whether it has to be bought or switched on. */
  readonly subscription: boolean;
}

export interface AdvisoryUpdate {
  readonly time: Time;
  readonly version: string;
  /** Null where the update before is not known. */
  readonly added: number | null;
  readonly changed: number | null;
  readonly withdrawn: number | null;
  readonly feeds: readonly string[];
}

export interface AdvisoryOverview {
  readonly version: string;
  readonly feeds: readonly Feed[];
  readonly releases: readonly CoveredRelease[];
  /** The newest first. */
  readonly updates?: readonly AdvisoryUpdate[];
}

/** What a distribution says of an issue in a package. */
export interface AdvisoryRow {
  /** Of a notice, the CVE that it is about. */
  readonly issue?: string;
  readonly release: string;
  readonly package: string;
  readonly kind: string;
  readonly state: string;
  readonly stateDetail: string | null;
  readonly fixedVersion: string | null;
  readonly availability: string | null;
  /** The distribution's own word: `severityOf` places it on the scale. */
  readonly severity: string | null;
  readonly notices: readonly string[];
  readonly feed: string;
  readonly recordId: string;
}

export interface IssueInAdvisories {
  readonly issue: string;
  readonly advisories: string;
  readonly summary: string | null;
  readonly knownExploited: boolean;
  readonly aliases: readonly string[];
  readonly rows: readonly AdvisoryRow[];
  readonly rowsInAll: number;
}

// --- One issue

/** An image that has an issue. */
export interface IssueHit {
  readonly image: string;
  readonly repository: string;
  readonly digest: string;
  readonly tags: readonly string[];
  readonly verdict: Status;
  readonly active: boolean;
  readonly since?: Time | null;
  readonly packages: readonly {
    /** Of a notice, the CVE that it is about. */
    readonly issue?: string;
    readonly name: string;
    readonly installed: string;
    readonly fixed: string | null;
    readonly state: string;
    readonly severity: string;
    readonly standing: string;
    readonly policyStatus: PolicyStatus;
    readonly correctiveAction: string;
  }[];
  readonly configuration?: readonly {
    readonly file: string;
    readonly line: number | null;
    readonly severity: string;
    readonly description: string;
    readonly policyStatus: PolicyStatus;
    readonly correctiveAction: string;
  }[];
}

export interface IssueAnswer extends IssueInAdvisories {
  /** Whether the advisories say anything of it. */
  readonly known: boolean;
  readonly type?: 'vulnerability' | 'notice' | 'configuration';
  readonly images: readonly IssueHit[];
  readonly lookedAt: number;
  readonly notJudged: number;
  /** The `after` of the next request; null where all were looked at. */
  readonly next: string | null;
}

// --- Exemptions

export type ExemptionType = 'cve' | 'sn' | 'configuration';

export type ScopeType = 'account' | 'namespace' | 'repository' | 'image' | 'digest';

export interface Exemption {
  readonly id: string;
  /** `*`, `birds`, `birds/robin`, `birds/robin:1`, `birds/robin@sha256:…`. */
  readonly scope: string;
  readonly scopeType: ScopeType;
  readonly type: ExemptionType;
  readonly issue: string;
  readonly author: string;
  readonly reason: string;
  readonly justification: string | null;
  readonly created: Time;
  readonly expires: Time | null;
  readonly expired: boolean;
  /** What it hides now; only where it was asked for. */
  readonly hides?: {
    readonly images: number;
    readonly findings: number;
    readonly known?: Known & { readonly more?: boolean };
  } | null;
}

export interface ExemptionPreview {
  readonly images: number;
  readonly hides: number;
  readonly known: Known & { readonly more?: boolean };
  readonly changed: readonly {
    /** The repository. */
    readonly image: string;
    readonly tag: string | null;
    readonly digest: string;
    readonly before: Status;
    readonly after: Status;
    readonly hides: number;
  }[];
}
