/** Who is logged in, and what they may do. */

import type { Time } from './types';

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
