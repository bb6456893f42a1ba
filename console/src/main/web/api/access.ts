import type { RoleName } from './session';
import type { Time } from './types';

/** Shapes of who may do what, of the audit trail, the trash and notifications. */

export interface RoleGiven {
  readonly role: RoleName;
  /** The whole account without. */
  readonly namespace?: string | undefined;
}

/** A user or a service ID. */
export interface Member {
  readonly id: string;
  readonly name: string;
  readonly account: string;
  readonly created: Time;
  readonly roles: readonly RoleGiven[];
  /** Once, in the answer that generated it. */
  readonly password?: string;
}

export type MemberKind = 'users' | 'service-ids';

export interface ApiKey {
  readonly id: string;
  readonly name: string;
  /** How it begins. */
  readonly shown: string;
  readonly owner: string;
  readonly created: Time;
  readonly expires?: Time;
  readonly last_use?: Time;
}

/** The answer that makes a key, the only one with the key itself. */
export interface MadeApiKey extends ApiKey {
  readonly key: string;
}

export interface NamespaceDetail {
  readonly name: string;
  readonly created_date: Time;
  readonly updated_date: Time;
  readonly resource_group: string;
}

export interface NamespaceSettings {
  readonly name: string;
  readonly account: string;
  readonly anonymousPull: boolean;
  readonly quotaBytes: number | null;
  readonly usedBytes: number;
  readonly immutableTags: readonly string[];
  readonly pullPolicy: 'all' | 'verdict';
  /** ISO 8601, such as PT72H; with the policy `verdict` only. */
  readonly pullGrace?: string;
  readonly created: Time;
  readonly updated: Time;
}

export interface RetentionPolicy {
  readonly namespace: string;
  /** -1: all. */
  readonly images_per_repo: number;
  readonly retain_untagged: boolean;
  readonly deletion_threshold_days?: number;
}

/** By repository, with the registry's host before it, the digests that would go. */
export type RetentionAnalysis = Readonly<Record<string, readonly string[]>>;

export interface QuotaAmounts {
  /** -1 as a limit: none. */
  readonly storage_bytes: number;
  readonly traffic_bytes: number;
}

export interface Quotas {
  readonly limit: QuotaAmounts;
  readonly usage: QuotaAmounts;
}

export type Outcome = 'pending' | 'success' | 'failure' | 'denied';

export interface AuditEvent {
  readonly time: Time;
  readonly action: string;
  readonly outcome: Outcome;
  readonly principal?: string;
  readonly api_key?: string;
  readonly name: string;
  readonly resource: string;
  readonly reason?: string;
  readonly address: string;
  readonly request_id: string;
}

export interface AuditPage {
  readonly events: readonly AuditEvent[];
  readonly next?: string;
}

/** By whole name with digest: `HOST/birds/robin@sha256:…`. */
export type Trash = Readonly<
  Record<string, { readonly daysUntilExpiry: number; readonly tags: readonly string[] }>
>;

export interface Restored {
  readonly successful: readonly string[];
  readonly unsuccessful: readonly string[];
}

export type SubscriptionKind = 'webhook' | 'slack' | 'email';

export interface EventFilter {
  readonly namespaces?: readonly string[];
  readonly repositories?: readonly string[];
  readonly types?: readonly string[];
  readonly severity?: string | null;
}

export interface Subscription {
  readonly id: string;
  readonly name: string;
  readonly kind: SubscriptionKind;
  readonly target: string;
  readonly filter: EventFilter;
  readonly created: Time;
  readonly created_by: string;
  readonly paused: boolean;
  /** Of a webhook, in the answer that made it. */
  readonly secret?: string;
}

export interface DeadLetter {
  /** Its place, by which it is named. */
  readonly event: string;
  readonly id: string;
  readonly type: string;
  readonly subject: string;
  readonly time: Time;
  readonly attempts: number;
  readonly since: Time;
  readonly error: string;
}
