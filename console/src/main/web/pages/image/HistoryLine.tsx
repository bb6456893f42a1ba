import { Content, ExpandableSection, Icon } from '@patternfly/react-core';
import BugIcon from '@patternfly/react-icons/dist/esm/icons/bug-icon';
import CheckIcon from '@patternfly/react-icons/dist/esm/icons/check-circle-icon';
import ExchangeIcon from '@patternfly/react-icons/dist/esm/icons/exchange-alt-icon';
import FireIcon from '@patternfly/react-icons/dist/esm/icons/fire-icon';
import ShieldIcon from '@patternfly/react-icons/dist/esm/icons/shield-alt-icon';
import TrashIcon from '@patternfly/react-icons/dist/esm/icons/trash-icon';
import UploadIcon from '@patternfly/react-icons/dist/esm/icons/upload-icon';
import WrenchIcon from '@patternfly/react-icons/dist/esm/icons/wrench-icon';
import { useState, type ReactElement } from 'react';
import { Link } from 'react-router';
import type { HistoryEvent } from '@/api/history';
import { Label } from '@/shared/Label';
import { imageName, imagePage, issuePage } from '@/shared/names';
import { ExploitedLabel, SeverityLabel } from '@/shared/severities';
import { sharedText } from '@/shared/text';
import { TimeText } from '@/shared/TimeText';
import { VerdictLabel } from '@/shared/verdicts';
import { shortDigest } from '@/text/format';
import { useText } from '@/text/useText';
import { historyText } from './historyText';

const ICONS: Readonly<Record<string, ReactElement>> = {
  'image.pushed': <UploadIcon />,
  'image.deleted': <TrashIcon />,
  'image.verdict-changed': <ExchangeIcon />,
  'issue.appeared': <BugIcon />,
  'issue.fix-published': <WrenchIcon />,
  'issue.known-exploited': <FireIcon />,
  'exemption.added': <ShieldIcon />,
  'exemption.removed': <ShieldIcon />,
  'exemption.expired': <ShieldIcon />,
};

/** One thing that happened: what, why, when, and what the verdict was after it. */
export function HistoryLine({ event }: { readonly event: HistoryEvent }) {
  const text = useText(historyText);
  const shared = useText(sharedText);
  const title = text.types[event.type as keyof typeof text.types] as string | undefined;
  const kind = event.cause?.kind ?? '';
  const cause = text.causes[kind as keyof typeof text.causes] as string | undefined;
  const { verdict, exemption } = event;
  return (
    <li className="bw-history__event">
      <Icon className="bw-history__icon">{ICONS[event.type] ?? <CheckIcon />}</Icon>
      <div className="bw-history__what">
        <p>
          <strong>{title ?? event.type}</strong>
          {event.issueCount > 0 && event.type.startsWith('issue.') && (
            <> ({text.issues(event.issueCount)})</>
          )}{' '}
          {cause && event.type !== 'image.pushed' && !exemption && (
            <>{kind === 'advisories' ? <Link to="/advisories">{cause}</Link> : cause} </>
          )}
          <span className="bw-quiet">
            <TimeText time={event.time} />
          </span>
        </p>
        {event.digest !== null && event.repository !== null && (
          <p className="bw-small">
            {event.tags.map((tag) => (
              <Label key={tag} isCompact variant="outline">
                {tag}
              </Label>
            ))}{' '}
            <Link className="bw-code" to={imagePage(imageName(event.repository, event.digest))}>
              {shortDigest(event.digest)}
            </Link>
          </p>
        )}
        {verdict && (
          <div className="bw-image__words">
            <VerdictLabel status={verdict.status} message={verdict.message} />
            {verdict.before && verdict.before !== verdict.status && (
              <span className="bw-quiet">{text.from(shared.verdicts[verdict.before])}</span>
            )}
            <span>{verdict.message}</span>
          </div>
        )}
        {exemption && (
          <>
            <p>
              <Link to={issuePage(exemption.issue)}>
                {text.exemptionOf(exemption.issue, exemption.scope)}
              </Link>
            </p>
            <Content component="small">{text.saidBy(exemption.author, exemption.reason)}</Content>
          </>
        )}
        {event.issues.length > 0 && <Issues event={event} />}
      </div>
    </li>
  );
}

function Issues({ event }: { readonly event: HistoryEvent }) {
  const text = useText(historyText);
  const [open, setOpen] = useState(false);
  const others = event.issueCount - event.issues.length;
  return (
    <ExpandableSection
      toggleText={text.issues(event.issueCount)}
      isExpanded={open}
      onToggle={(_, expanded) => setOpen(expanded)}
    >
      {open && (
        <ul>
          {event.issues.map((issue) => (
            <li key={`${issue.id} ${issue.in}`} className="bw-image__words">
              <SeverityLabel severity={issue.severity} />
              <Link to={issuePage(issue.id)}>{issue.id}</Link>
              {issue.known_exploited && <ExploitedLabel />}
              <span>{text.inPackage(issue.in)}</span>
              {issue.installed !== '' && (
                <span className="bw-code bw-small">
                  {text.upgrade(issue.installed, issue.fixed)}
                </span>
              )}
            </li>
          ))}
          {others > 0 && <li>{text.more(others)}</li>}
        </ul>
      )}
    </ExpandableSection>
  );
}
