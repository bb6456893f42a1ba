import {
  Button,
  Content,
  EmptyState,
  EmptyStateActions,
  EmptyStateBody,
  EmptyStateFooter,
} from '@patternfly/react-core';
import ShieldAltIcon from '@patternfly/react-icons/dist/esm/icons/shield-alt-icon';
import { useSession } from '@/session/session';
import { CopyCode } from '@/shared/CopyCode';
import { useText } from '@/text/useText';
import { exemptionsText } from './text';

/** What an exemption is, and how the first one is made. */
export function NoExemptions({ onAdd }: { readonly onAdd: (() => void) | undefined }) {
  const text = useText(exemptionsText);
  const { session } = useSession();
  const namespace = Object.keys(session.may.namespaces).sort()[0] ?? 'birds';
  const command = `curl -u '${session.name}' -X PUT -H 'Content-Type: application/json' \\
  -d '{"reason":"never run here","expires":"2099-12-31T00:00:00Z"}' \\
  ${window.location.origin}/api/v2/exemptions/${namespace}/issue/cve/CVE-2024-2961`;
  return (
    <EmptyState headingLevel="h2" titleText={text.empty} icon={ShieldAltIcon}>
      <EmptyStateBody>
        {text.emptyNext} {onAdd === undefined && text.emptyReader}
      </EmptyStateBody>
      {onAdd && (
        <EmptyStateFooter>
          <EmptyStateActions>
            <Button onClick={onAdd}>{text.add}</Button>
          </EmptyStateActions>
          <Content component="p">{text.orByCommand}</Content>
          <CopyCode content={command} label={text.copy} />
        </EmptyStateFooter>
      )}
    </EmptyState>
  );
}
