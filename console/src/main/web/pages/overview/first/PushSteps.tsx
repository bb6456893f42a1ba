import { CodeBlock, CodeBlockCode, Content, Title } from '@patternfly/react-core';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { CopyCode } from '@/shared/CopyCode';
import { useText } from '@/text/useText';
import { commands, type Push, type Tool } from './commands';
import { firstText } from './text';

/** The commands, one step after the other. */
export function PushSteps({
  tool,
  push,
  withKey,
}: {
  readonly tool: Tool;
  readonly push: Push;
  /** Whether the login is by an API key. */
  readonly withKey: boolean;
}) {
  const text = useText(firstText);
  const told = commands(tool, push);
  return (
    <ol className="bw-first__steps">
      <Step title={text.login}>
        <Content component="p">
          {withKey ? (
            <>
              {text.loginKey} <Link to="/account">{text.account}</Link>.
            </>
          ) : (
            text.loginHelp
          )}
        </Content>
        <CopyCode content={told.login} label={text.copy.login} />
      </Step>
      <Step title={text.push}>
        <CopyCode content={told.push} label={text.copy.push} />
      </Step>
      <Step title={text.look}>
        <Content component="p">{text.lookHelp}</Content>
        <CopyCode content={told.look} label={text.copy.look} />
        <CodeBlock>
          <CodeBlockCode className="bw-wrap">{text.lookAnswer}</CodeBlockCode>
        </CodeBlock>
        <Content component="p">{text.pull}</Content>
        <CopyCode content={told.pull} label={text.copy.pull} />
      </Step>
    </ol>
  );
}

function Step({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <li className="bw-first__step">
      <Title headingLevel="h2" size="md">
        {title}
      </Title>
      {children}
    </li>
  );
}
