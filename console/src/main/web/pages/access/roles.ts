import type { Member, RoleGiven } from '@/api/access';
import type { RoleName } from '@/api/session';

export const ROLES: readonly RoleName[] = ['Reader', 'Writer', 'Manager', 'scaningress Writer'];

export function sameRole(one: RoleGiven, other: RoleGiven): boolean {
  return one.role === other.role && (one.namespace ?? '') === (other.namespace ?? '');
}

/** Who has roles for a namespace, each with those for it alone and those for the account. */
export function withRolesIn(
  members: readonly Member[],
  namespace: string,
): readonly { readonly member: Member; readonly roles: readonly RoleGiven[] }[] {
  return members
    .map((member) => ({
      member,
      roles: member.roles.filter(
        (role) => role.namespace === undefined || role.namespace === namespace,
      ),
    }))
    .filter(({ roles }) => roles.length > 0);
}
