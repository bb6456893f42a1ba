import { Content } from '@patternfly/react-core';
import type { Member } from '@/api/access';
import { request } from '@/api/client';
import { FormModal } from '@/shared/FormModal';
import { useText } from '@/text/useText';
import { membersText } from './text';

/** Generates another password for somebody who forgot theirs. */
export function ResetPassword({
  member,
  onReset,
  onClose,
}: {
  readonly member: Member;
  readonly onReset: (member: Member) => void;
  readonly onClose: () => void;
}) {
  const text = useText(membersText);
  return (
    <FormModal
      title={text.resetTitle(member.name)}
      submit={text.reset}
      onSubmit={async () => {
        const path = `/api/v2/users/${encodeURIComponent(member.name)}/password`;
        onReset(await request<Member>(path, { method: 'PUT', body: {} }));
      }}
      onClose={onClose}
    >
      <Content component="p">{text.resetNext}</Content>
    </FormModal>
  );
}
