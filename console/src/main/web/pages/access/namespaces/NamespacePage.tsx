import { Button, Content, PageSection, Skeleton } from '@patternfly/react-core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import type { RetentionPolicy } from '@/api/access';
import { request } from '@/api/client';
import { mayIn, useSession } from '@/session/session';
import { ErrorState } from '@/shared/ErrorState';
import { PageHeading } from '@/shared/PageHeading';
import { sharedText } from '@/shared/text';
import { usePageTitle } from '@/shared/usePageTitle';
import { useText } from '@/text/useText';
import { Part } from '../Part';
import { accessText } from '../text';
import { DeleteNamespace } from './DeleteNamespace';
import { RetentionCard } from './RetentionCard';
import { RolesCard } from './RolesCard';
import { SettingsCard } from './SettingsCard';
import { namespacesText } from './text';
import { namespaceQuery } from './useNamespace';
import '../access.css';

/** One namespace: its settings, what it keeps, and who may do what in it. */
export default function NamespacePage() {
  const text = useText(namespacesText);
  const access = useText(accessText);
  const { namespace: name = '' } = useParams();
  usePageTitle(name, access.namespaces, access.title);
  const { session } = useSession();
  const [deleting, setDeleting] = useState(false);
  const sees = mayIn(session, name, 'settings.get');
  const settings = useQuery({ ...namespaceQuery(name), enabled: sees });
  return (
    <>
      <PageHeading
        title={name}
        crumbs={[
          { title: access.title, to: '/access' },
          { title: access.namespaces, to: '/access/namespaces' },
        ]}
        actions={
          <>
            {mayIn(session, name, 'image.list') && (
              <Button
                variant="secondary"
                component={(props) => (
                  <Link {...props} to={`/images?namespace=${encodeURIComponent(name)}`} />
                )}
              >
                {text.seeImages}
              </Button>
            )}
            {mayIn(session, name, 'namespace.delete') && settings.data && (
              <Button variant="secondary" isDanger onClick={() => setDeleting(true)}>
                {text.delete}
              </Button>
            )}
          </>
        }
      />
      <PageSection hasBodyWrapper={false}>
        {settings.error ? (
          <ErrorState error={settings.error} onRetry={() => void settings.refetch()} />
        ) : (
          <div className="bw-access">
            <Part title={text.settings}>
              {settings.data ? (
                <SettingsCard key={name} settings={settings.data} />
              ) : sees ? (
                <Waiting />
              ) : (
                <Content component="p">{text.noSettings}</Content>
              )}
            </Part>
            <div className="bw-access__column">
              {mayIn(session, name, 'retention.get') && <Retention namespace={name} />}
              <Part title={text.roles}>
                <RolesCard namespace={name} />
              </Part>
            </div>
          </div>
        )}
      </PageSection>
      {deleting && (
        <DeleteNamespace
          name={name}
          usedBytes={settings.data?.usedBytes}
          onClose={() => setDeleting(false)}
        />
      )}
    </>
  );
}

function Waiting() {
  const shared = useText(sharedText);
  return (
    <>
      <Skeleton width="60%" screenreaderText={shared.loading} />
      <Skeleton width="80%" />
      <Skeleton height="6rem" />
    </>
  );
}

function Retention({ namespace }: { readonly namespace: string }) {
  const text = useText(namespacesText);
  const { data, error, refetch } = useQuery({
    queryKey: ['retention', namespace],
    queryFn: ({ signal }) =>
      request<RetentionPolicy>(`/api/v1/retentions/${encodeURIComponent(namespace)}`, { signal }),
  });
  return (
    <Part title={text.retention}>
      {error ? (
        <ErrorState error={error} compact onRetry={() => void refetch()} />
      ) : data ? (
        <RetentionCard key={namespace} policy={data} />
      ) : (
        <Waiting />
      )}
    </Part>
  );
}
