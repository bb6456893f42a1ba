import { Button, DescriptionList, Flex } from '@patternfly/react-core';
import { useQuery } from '@tanstack/react-query';
import type { AuditEvent, AuditPage } from '@/api/access';
import { request } from '@/api/client';
import { CopyButton } from '@/shared/CopyCode';
import { Fact } from '@/shared/Fact';
import { useNow } from '@/shared/TimeText';
import { moment } from '@/text/format';
import { useText } from '@/text/useText';
import { around, endIn, shortAction, type Attempt } from './audit';
import { OutcomeLabel } from './OutcomeLabel';
import { auditText } from './text';

/** All that is known of an event, and ways to what is beside it. */
export function EventDetails({
  attempt: { event, begun },
  narrow,
}: {
  readonly attempt: Attempt;
  readonly narrow: (values: Readonly<Record<string, string>>) => void;
}) {
  const text = useText(auditText);
  const { principal } = event;
  const [from, until] = around(event.time, 1, 1);
  return (
    <>
      <DescriptionList isHorizontal isCompact isAutoColumnWidths columnModifier={{ xl: '2Col' }}>
        <Fact term={text.time}>{moment(new Date(event.time))}</Fact>
        {begun !== undefined && <Fact term={text.begun}>{moment(new Date(begun))}</Fact>}
        {event.outcome === 'pending' && (
          <Fact term={text.ended}>
            <End pending={event} />
          </Fact>
        )}
        {event.reason !== undefined && <Fact term={text.reason}>{event.reason}</Fact>}
        {event.resource !== '' && <Fact term={text.resource}>{event.resource}</Fact>}
        <Fact term={text.actionName}>
          <span className="bw-code">{event.action}</span>
        </Fact>
        {principal !== undefined && (
          <Fact term={text.principal}>
            <span className="bw-code">{principal}</span>
          </Fact>
        )}
        {event.api_key !== undefined && (
          <Fact term={text.apiKey}>
            <span className="bw-code">{event.api_key}</span>
          </Fact>
        )}
        {event.request_id !== '' && (
          <Fact term={text.requestId}>
            <span className="bw-audit__id">
              <span className="bw-code">{event.request_id}</span>
              <CopyButton content={event.request_id} label={text.copyRequest} />
            </span>
          </Fact>
        )}
      </DescriptionList>
      <Flex className="bw-audit__ways">
        {principal !== undefined && (
          <Button variant="link" isInline onClick={() => narrow({ principal })}>
            {text.onlyBy(event.name)}
          </Button>
        )}
        <Button
          variant="link"
          isInline
          onClick={() => narrow({ action: shortAction(event.action) })}
        >
          {text.onlyAction}
        </Button>
        <Button
          variant="link"
          isInline
          onClick={() => narrow({ principal: '', action: '', outcome: '', from, until })}
        >
          {text.around}
        </Button>
      </Flex>
    </>
  );
}

/** Looks for the end of an attempt, which may be on a page before; says so where there is none. */
function End({ pending }: { readonly pending: AuditEvent }) {
  const text = useText(auditText);
  const now = useNow();
  const [from, until] = around(pending.time, 0, 10);
  const { data, error } = useQuery({
    queryKey: ['audit-end', pending.request_id, pending.action, pending.time],
    queryFn: ({ signal }) =>
      request<AuditPage>('/api/v2/audit', {
        query: { action: pending.action, from, until, limit: 1_000 },
        signal,
      }),
  });
  if (error) {
    return <>{error.message}</>;
  }
  if (!data) {
    return <>{text.searching}</>;
  }
  const end = endIn(pending, data.events);
  if (end) {
    return (
      <>
        <OutcomeLabel outcome={end.outcome} /> {moment(new Date(end.time))} {end.reason}
      </>
    );
  }
  if (data.next !== undefined) {
    return <>{text.tooMany}</>;
  }
  return (
    <>{now.getTime() - new Date(pending.time).getTime() < 60_000 ? text.running : text.cutOff}</>
  );
}
