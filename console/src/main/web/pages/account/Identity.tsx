import {
  Button,
  Content,
  DescriptionList,
  Title,
  ToggleGroup,
  ToggleGroupItem,
} from '@patternfly/react-core';
import { useTheme, type Theme } from '@/app/theme';
import type { RoleName, Session } from '@/api/session';
import { useSession } from '@/session/session';
import { CopyButton } from '@/shared/CopyCode';
import { Fact } from '@/shared/Fact';
import { TimeText } from '@/shared/TimeText';
import { useToasts } from '@/shared/toasts';
import { useText } from '@/text/useText';
import { RoleLabels } from '../access/members/RoleLabels';
import { inNamespace, inWords, namespacesBeyond } from './rights';
import { accountText } from './text';

const THEMES: readonly Theme[] = ['system', 'light', 'dark'];
const SHOWN = 20;

export function Identity() {
  const text = useText(accountText);
  const { session } = useSession();
  return (
    <DescriptionList isHorizontal isCompact isAutoColumnWidths>
      <Fact term={text.name}>{session.name}</Fact>
      <Fact term={text.id}>
        <span className="bw-account__id">
          <span className="bw-code">{session.principal}</span>
          <CopyButton content={session.principal} label={text.copyId} />
        </span>
      </Fact>
      <Fact term={text.account}>{session.account}</Fact>
      <Fact term={text.roles}>
        {session.roles.length === 0 ? text.noRoles : <RoleLabels roles={rolesOf(session)} />}
      </Fact>
    </DescriptionList>
  );
}

function rolesOf(session: Session) {
  return session.roles.map(({ role, namespace }) => ({
    role: role as RoleName,
    namespace: namespace ?? undefined,
  }));
}

export function SessionFacts() {
  const text = useText(accountText);
  const { session, logout } = useSession();
  const toasts = useToasts();
  return (
    <>
      <DescriptionList isHorizontal isCompact isAutoColumnWidths>
        <Fact term={text.idle}>
          <TimeText time={session.idleExpires} />
        </Fact>
        <Fact term={text.ends}>
          <TimeText time={session.expires} />
        </Fact>
      </DescriptionList>
      <Content component="small">{text.endsNote}</Content>
      <div>
        <Button variant="secondary" onClick={() => void logout().catch(toasts.failed)}>
          {text.logout}
        </Button>
      </div>
    </>
  );
}

export function Look() {
  const text = useText(accountText);
  const { session } = useSession();
  const [theme, choose] = useTheme();
  return (
    <>
      <ToggleGroup aria-label={text.look}>
        {THEMES.map((each) => (
          <ToggleGroupItem
            key={each}
            text={text[each]}
            isSelected={each === theme}
            onChange={() => choose(each)}
          />
        ))}
      </ToggleGroup>
      <Content component="small">{text.lookNote}</Content>
      <Content component="small">{text.version(session.version)}</Content>
    </>
  );
}

/** What somebody may, in the account and in namespaces, in words. */
export function Rights() {
  const text = useText(accountText);
  const { session } = useSession();
  const beyond = namespacesBeyond(session);
  if (session.may.account.length === 0 && beyond.length === 0) {
    return <Content component="p">{text.nothing}</Content>;
  }
  return (
    <>
      {session.may.account.length > 0 && (
        <RightsIn title={text.everywhere} actions={session.may.account} words={text.words} />
      )}
      {beyond.slice(0, SHOWN).map(([namespace, actions]) => (
        <RightsIn
          key={namespace}
          title={text.inNamespace(namespace)}
          actions={inNamespace(actions)}
          words={{ ...text.words, 'identity.manage': text.givesRoles }}
        />
      ))}
      {beyond.length > SHOWN && (
        <Content component="p">{text.moreNamespaces(beyond.length - SHOWN)}</Content>
      )}
      <Content component="small">{text.mayNote}</Content>
    </>
  );
}

function RightsIn({
  title,
  actions,
  words: known,
}: {
  readonly title: string;
  readonly actions: readonly string[];
  readonly words: Readonly<Record<string, string>>;
}) {
  const text = useText(accountText);
  return (
    <div>
      <Title headingLevel="h3" size="md" className="bw-account__where">
        {title}
      </Title>
      <DescriptionList isHorizontal isCompact isAutoColumnWidths>
        {inWords(actions, known).map(({ area, words }) => (
          <Fact key={area} term={text.areas[area]}>
            {words.join(', ')}
          </Fact>
        ))}
      </DescriptionList>
    </div>
  );
}
