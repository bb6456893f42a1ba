import { LabelGroup, Skeleton } from '@patternfly/react-core';
import { useQuery } from '@tanstack/react-query';
import { mayIn, useSession } from '@/session/session';
import { Label } from '@/shared/Label';
import { sharedText } from '@/shared/text';
import { useText } from '@/text/useText';
import { UsageBar } from '../UsageBar';
import { namespacesText } from './text';
import { namespaceQuery } from './useNamespace';

function useSettings(name: string) {
  const { session } = useSession();
  return useQuery({
    ...namespaceQuery(name),
    enabled: mayIn(session, name, 'settings.get'),
  });
}

/** How much a namespace holds, as a cell of a list. */
export function UsageCell({ name }: { readonly name: string }) {
  const text = useText(namespacesText);
  const shared = useText(sharedText);
  const { data, isLoading } = useSettings(name);
  if (isLoading) {
    return <Skeleton width="8rem" screenreaderText={shared.loading} />;
  }
  return data ? (
    <UsageBar label={text.usage(name)} used={data.usedBytes} limit={data.quotaBytes} />
  ) : (
    <>{shared.unknown}</>
  );
}

/** What is set for a namespace other than at first, as a cell of a list. */
export function SettingsCell({ name }: { readonly name: string }) {
  const text = useText(namespacesText);
  const { data } = useSettings(name);
  if (!data) {
    return null;
  }
  return (
    <LabelGroup numLabels={3} aria-label={text.settings}>
      {data.anonymousPull && (
        <Label isCompact color="orange">
          {text.anonymous}
        </Label>
      )}
      {data.pullPolicy === 'verdict' && (
        <Label isCompact color="blue">
          {text.held}
        </Label>
      )}
      {data.immutableTags.length > 0 && (
        <Label isCompact color="teal">
          {text.immutable}
        </Label>
      )}
    </LabelGroup>
  );
}
