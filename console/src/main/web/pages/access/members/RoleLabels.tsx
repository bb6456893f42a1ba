import { LabelGroup } from '@patternfly/react-core';
import type { RoleGiven } from '@/api/access';
import { Label } from '@/shared/Label';
import { useText } from '@/text/useText';
import { membersText } from './text';

/** `Writer in birds`, `Manager account`. */
export function useRoleWords(): (role: RoleGiven) => string {
  const text = useText(membersText);
  return (role) =>
    `${role.role} ${role.namespace === undefined ? `(${text.inAccount})` : text.inNamespace(role.namespace)}`;
}

export function RoleLabels({ roles }: { readonly roles: readonly RoleGiven[] }) {
  const text = useText(membersText);
  const words = useRoleWords();
  if (roles.length === 0) {
    return <>{text.noRoles}</>;
  }
  return (
    <LabelGroup numLabels={4} aria-label={text.roles}>
      {roles.map((role) => (
        <Label
          key={words(role)}
          isCompact
          color={role.role === 'Manager' ? 'purple' : role.role === 'Writer' ? 'blue' : 'grey'}
        >
          {words(role)}
        </Label>
      ))}
    </LabelGroup>
  );
}
