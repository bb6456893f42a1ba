import { FormGroup, FormSelect, FormSelectOption } from '@patternfly/react-core';
import { useQuery } from '@tanstack/react-query';
import { useId } from 'react';
import { request } from '@/api/client';
import type { RoleName } from '@/api/session';
import { FieldHelp } from '@/shared/FieldHelp';
import { useText } from '@/text/useText';
import { ROLES } from '../roles';
import { membersText } from './text';

export interface WantedRole {
  /** Empty: none. */
  readonly role: RoleName | '';
  /** Empty: the whole account. */
  readonly namespace: string;
}

/** Which role, and where. */
export function RoleFields({
  value,
  onChange,
  optional = false,
  label,
}: {
  readonly value: WantedRole;
  readonly onChange: (value: WantedRole) => void;
  readonly optional?: boolean;
  readonly label?: string;
}) {
  const text = useText(membersText);
  const id = useId();
  const { data: namespaces = [] } = useQuery({
    queryKey: ['namespace-names'],
    queryFn: ({ signal }) => request<readonly string[]>('/api/v1/namespaces', { signal }),
  });
  const role = ROLES.find((each) => each === value.role);
  return (
    <>
      <FormGroup label={label ?? text.role} fieldId={`${id}-role`}>
        <FormSelect
          id={`${id}-role`}
          value={value.role}
          onChange={(_, chosen) =>
            onChange({ ...value, role: ROLES.find((each) => each === chosen) ?? '' })
          }
        >
          {optional && <FormSelectOption value="" label={text.laterRole} />}
          {ROLES.map((each) => (
            <FormSelectOption key={each} value={each} label={each} />
          ))}
        </FormSelect>
        {role && <FieldHelp>{text.means[role]}</FieldHelp>}
      </FormGroup>
      {role && (
        <FormGroup label={text.where} fieldId={`${id}-where`}>
          <FormSelect
            id={`${id}-where`}
            value={value.namespace}
            onChange={(_, namespace) => onChange({ ...value, namespace })}
          >
            <FormSelectOption value="" label={text.wholeAccount} />
            {namespaces.map((each) => (
              <FormSelectOption key={each} value={each} label={each} />
            ))}
          </FormSelect>
        </FormGroup>
      )}
    </>
  );
}
