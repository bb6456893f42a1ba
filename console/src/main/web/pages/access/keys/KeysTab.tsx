import {
  FormSelect,
  FormSelectOption,
  FormSelectOptionGroup,
  ToolbarItem,
} from '@patternfly/react-core';
import { useSearchParams } from 'react-router';
import { mayInAccount, useSession } from '@/session/session';
import { usePageTitle } from '@/shared/usePageTitle';
import { useText } from '@/text/useText';
import { useMembers } from '../members/members';
import { accessText } from '../text';
import { KeyList } from './KeyList';
import { keysText } from './text';

/** One's own keys, and for Managers those of everybody. */
export function KeysTab() {
  const text = useText(keysText);
  const access = useText(accessText);
  usePageTitle(access.keys, access.title);
  const { session } = useSession();
  const [parameters, setParameters] = useSearchParams();
  const others = mayInAccount(session, 'identity.list');
  const users = useMembers('users', others);
  const services = useMembers('service-ids', others);
  const asked = parameters.get('owner') ?? '';
  const owner = others && asked !== session.name ? asked : '';
  const options = (members: readonly { readonly name: string }[] = []) =>
    members
      .filter((member) => member.name !== session.name)
      .map((member) => (
        <FormSelectOption key={member.name} value={member.name} label={member.name} />
      ));
  return (
    <KeyList
      key={owner}
      owner={owner === '' ? undefined : owner}
      filters={
        others && (
          <ToolbarItem>
            <FormSelect
              aria-label={text.owner}
              value={owner}
              onChange={(_, value) =>
                setParameters(value === '' ? {} : { owner: value }, { preventScrollReset: true })
              }
            >
              <FormSelectOption value="" label={`${text.you} (${session.name})`} />
              {owner !== '' && !users.data && !services.data && (
                <FormSelectOption value={owner} label={owner} />
              )}
              <FormSelectOptionGroup label={text.users}>
                {options(users.data?.members)}
              </FormSelectOptionGroup>
              <FormSelectOptionGroup label={text.serviceIds}>
                {options(services.data?.members)}
              </FormSelectOptionGroup>
            </FormSelect>
          </ToolbarItem>
        )
      }
    />
  );
}
