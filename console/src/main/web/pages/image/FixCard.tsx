import {
  Alert,
  Card,
  CardBody,
  CardHeader,
  CardTitle,
  Content,
  ExpandableSection,
  ToggleGroup,
  ToggleGroupItem,
} from '@patternfly/react-core';
import { Table, Tbody, Td, Th, Thead, Tr } from '@patternfly/react-table';
import { useState } from 'react';
import { Link } from 'react-router';
import type { FixPlan, Report } from '@/api/report';
import { CopyCode } from '@/shared/CopyCode';
import { issuePage } from '@/shared/names';
import { ExploitedLabel } from '@/shared/severities';
import { number } from '@/text/format';
import { useText } from '@/text/useText';
import { imageText } from './text';
import { isKnown } from './useImage';

/** What to type: as commands, or as lines of a Dockerfile. */
export function FixCard({ report }: { readonly report: Report }) {
  const text = useText(imageText);
  const { fix } = report;
  const [form, setForm] = useState<'commands' | 'dockerfile'>('dockerfile');
  const lines = fix[form];
  return (
    <Card>
      <CardHeader
        hasWrap
        {...(lines.length === 0
          ? {}
          : {
              actions: {
                hasNoOffset: true,
                actions: (
                  <ToggleGroup aria-label={text.form} isCompact>
                    {(['dockerfile', 'commands'] as const).map((each) => (
                      <ToggleGroupItem
                        key={each}
                        buttonId={`fix-${each}`}
                        text={text[each]}
                        isSelected={form === each}
                        onChange={() => setForm(each)}
                      />
                    ))}
                  </ToggleGroup>
                ),
              },
            })}
      >
        <CardTitle component="h2">{text.fix}</CardTitle>
      </CardHeader>
      <CardBody>
        {fix.inBase && <Alert isInline isPlain variant="info" title={text.inBase} />}
        {lines.length === 0 ? (
          <Content component="p">
            {report.counts.issues > 0
              ? text.noFixYet
              : isKnown(report.verdict.status)
                ? text.nothingToFix
                : text.nothingKnownToFix}
          </Content>
        ) : (
          <>
            <Content component="p">{text.clears(fix.clears)}</Content>
            <CopyCode content={lines.join('\n')} label={text.copyFix} />
          </>
        )}
        {fix.upgrades.length > 0 && <Upgrades upgrades={fix.upgrades} />}
      </CardBody>
    </Card>
  );
}

const FEW = 6;

function Upgrades({ upgrades }: { readonly upgrades: FixPlan['upgrades'] }) {
  const text = useText(imageText);
  const few = upgrades.length <= FEW;
  const [open, setOpen] = useState(few);
  const table = (
    <Table aria-label={text.upgrades} variant="compact">
      <Thead>
        <Tr>
          <Th>{text.source}</Th>
          <Th>{text.toVersion}</Th>
          <Th>{text.clearsColumn}</Th>
          <Th>{text.notices}</Th>
        </Tr>
      </Thead>
      <Tbody>
        {upgrades.map((upgrade) => (
          <Tr key={`${upgrade.source} ${upgrade.version}`}>
            <Td dataLabel={text.source} modifier="breakWord">
              {upgrade.source} {upgrade.knownExploited && <ExploitedLabel />}
            </Td>
            <Td dataLabel={text.toVersion} modifier="breakWord">
              <span className="bw-code">{upgrade.version}</span>
            </Td>
            <Td dataLabel={text.clearsColumn}>{number(upgrade.clears)}</Td>
            <Td dataLabel={text.notices} modifier="breakWord">
              <span className="bw-image__words">
                {upgrade.notices.slice(0, FEW).map((notice) => (
                  <Link key={notice} to={issuePage(notice)}>
                    {notice}
                  </Link>
                ))}
              </span>
            </Td>
          </Tr>
        ))}
      </Tbody>
    </Table>
  );
  return (
    <ExpandableSection
      className="bw-image__upgrades"
      toggleText={`${text.upgrades} (${number(upgrades.length)})`}
      isExpanded={open}
      onToggle={(_, expanded) => setOpen(expanded)}
    >
      {open && table}
    </ExpandableSection>
  );
}
