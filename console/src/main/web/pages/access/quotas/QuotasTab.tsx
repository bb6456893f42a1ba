import { Content, Skeleton } from '@patternfly/react-core';
import { Table, Tbody, Td, Th, Thead, Tr } from '@patternfly/react-table';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { request } from '@/api/client';
import { mayInAccount, useSession } from '@/session/session';
import { ErrorState } from '@/shared/ErrorState';
import { usePageTitle } from '@/shared/usePageTitle';
import { useText } from '@/text/useText';
import { UsageCell } from '../namespaces/NamespaceCells';
import { Part } from '../Part';
import { accessText } from '../text';
import { AccountQuotas } from './AccountQuotas';
import { AccountSettings } from './AccountSettings';
import { Plan } from './Plan';
import { quotasText } from './text';
import '../access.css';

const SHOWN = 20;

/** What the account and its namespaces may use and use, and what is set for all of them. */
export default function QuotasTab() {
  const text = useText(quotasText);
  const access = useText(accessText);
  usePageTitle(access.quotas, access.title);
  const { session } = useSession();
  return (
    <div className="bw-access">
      <div className="bw-access__column">
        <Part title={text.account}>
          <AccountQuotas />
        </Part>
        {mayInAccount(session, 'plan.get') && (
          <Part title={text.plan}>
            <Plan />
          </Part>
        )}
        {mayInAccount(session, 'auth.get') && mayInAccount(session, 'settings.get') && (
          <Part title={text.settings}>
            <AccountSettings />
          </Part>
        )}
      </div>
      {mayInAccount(session, 'namespace.list') && (
        <Part title={text.namespaces}>
          <Namespaces />
        </Part>
      )}
    </div>
  );
}

function Namespaces() {
  const text = useText(quotasText);
  const { data, error, refetch } = useQuery({
    queryKey: ['namespace-names'],
    queryFn: ({ signal }) => request<readonly string[]>('/api/v1/namespaces', { signal }),
  });
  if (error) {
    return <ErrorState error={error} compact onRetry={() => void refetch()} />;
  }
  if (!data) {
    return <Skeleton height="6rem" />;
  }
  if (data.length === 0) {
    return <Content component="p">{text.noNamespaces}</Content>;
  }
  return (
    <>
      <Table aria-label={text.namespaces} variant="compact" borders={false}>
        <Thead>
          <Tr>
            <Th width={40}>{text.namespace}</Th>
            <Th>{text.used}</Th>
          </Tr>
        </Thead>
        <Tbody>
          {data.slice(0, SHOWN).map((name) => (
            <Tr key={name}>
              <Td dataLabel={text.namespace} modifier="breakWord">
                <Link to={`/access/namespaces/${name}`}>{name}</Link>
              </Td>
              <Td dataLabel={text.used}>
                <UsageCell name={name} />
              </Td>
            </Tr>
          ))}
        </Tbody>
      </Table>
      {data.length > SHOWN && <Link to="/access/namespaces">{text.all}</Link>}
    </>
  );
}
