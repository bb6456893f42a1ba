import { Content, HelperText, HelperTextItem, Skeleton, Switch } from '@patternfly/react-core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { request } from '@/api/client';
import { mayInAccount, useSession } from '@/session/session';
import { ConfirmModal } from '@/shared/ConfirmModal';
import { ErrorState } from '@/shared/ErrorState';
import { useToasts } from '@/shared/toasts';
import { useText } from '@/text/useText';
import { quotasText } from './text';

interface Settings {
  readonly private_only: boolean;
  readonly platform_metrics: boolean;
}

/** Who may connect at all, and what the metrics tell. Each switch counts at once. */
export function AccountSettings() {
  const text = useText(quotasText);
  const toasts = useToasts();
  const queries = useQueryClient();
  const { session } = useSession();
  const [asking, setAsking] = useState(false);
  const [refused, setRefused] = useState<unknown>();
  const { data, error, refetch } = useQuery({
    queryKey: ['account-settings'],
    queryFn: async ({ signal }): Promise<Settings> => {
      const [auth, settings] = await Promise.all([
        request<Pick<Settings, 'private_only'>>('/api/v1/auth', { signal }),
        request<Pick<Settings, 'platform_metrics'>>('/api/v1/settings', { signal }),
      ]);
      return { ...auth, ...settings };
    },
  });
  if (error) {
    return <ErrorState error={error} compact onRetry={() => void refetch()} />;
  }
  if (!data) {
    return <Skeleton height="4rem" />;
  }
  const setsAuth = mayInAccount(session, 'auth.set');
  const setsSettings = mayInAccount(session, 'settings.set');
  const change = async (path: string, body: Partial<Settings>) => {
    await request(path, { method: 'PATCH', body });
    await queries.invalidateQueries({ queryKey: ['account-settings'] });
    toasts.done(text.saving);
  };
  const at = (path: string, body: Partial<Settings>) => {
    setRefused(undefined);
    change(path, body).catch(setRefused);
  };
  return (
    <>
      {refused !== undefined && <ErrorState error={refused} compact />}
      <div>
        <Switch
          id="private-only"
          label={text.privateOnly}
          isChecked={data.private_only}
          isDisabled={!setsAuth}
          aria-describedby="private-only-help"
          onChange={(_, on) => (on ? setAsking(true) : at('/api/v1/auth', { private_only: false }))}
        />
        <HelperText id="private-only-help">
          <HelperTextItem>{text.privateOnlyHelp}</HelperTextItem>
        </HelperText>
      </div>
      <div>
        <Switch
          id="platform-metrics"
          label={text.metrics}
          isChecked={data.platform_metrics}
          isDisabled={!setsSettings}
          aria-describedby="platform-metrics-help"
          onChange={(_, on) => at('/api/v1/settings', { platform_metrics: on })}
        />
        <HelperText id="platform-metrics-help">
          <HelperTextItem>{text.metricsHelp}</HelperTextItem>
        </HelperText>
      </div>
      {!setsAuth && <Content component="small">{text.readOnly}</Content>}
      {asking && (
        <ConfirmModal
          title={text.privateTitle}
          confirm={text.privateConfirm}
          onClose={() => setAsking(false)}
          onConfirm={async () => {
            await change('/api/v1/auth', { private_only: true });
            setAsking(false);
          }}
        >
          <p>{text.privateNext}</p>
        </ConfirmModal>
      )}
    </>
  );
}
