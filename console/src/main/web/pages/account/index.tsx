import { Card, CardBody, CardTitle, Content, PageSection } from '@patternfly/react-core';
import type { ReactNode } from 'react';
import { useSession } from '@/session/session';
import { PageHeading } from '@/shared/PageHeading';
import { usePageTitle } from '@/shared/usePageTitle';
import { useText } from '@/text/useText';
import { KeyList } from '../access/keys/KeyList';
import { Identity, Look, Rights, SessionFacts } from './Identity';
import { PasswordForm } from './PasswordForm';
import { accountText } from './text';
import '@/shared/stack.css';
import './account.css';

/** Who one is here, what one may, and one's own password and keys. */
export default function AccountPage() {
  const text = useText(accountText);
  const { session } = useSession();
  usePageTitle(text.title);
  return (
    <>
      <PageHeading title={text.title} />
      <PageSection hasBodyWrapper={false}>
        <div className="bw-account">
          <div className="bw-account__column">
            <Part title={text.who}>
              <Identity />
            </Part>
            <Part title={text.may}>
              <Rights />
            </Part>
          </div>
          <div className="bw-account__column">
            <Part title={text.password}>
              {session.hasPassword ? (
                <PasswordForm />
              ) : (
                <Content component="p">{text.noPassword}</Content>
              )}
            </Part>
            <Part title={text.session}>
              <SessionFacts />
            </Part>
            <Part title={text.look}>
              <Look />
            </Part>
          </div>
          <div className="bw-account__wide">
            <Part title={text.keys}>
              <Content component="p">{text.keysNote}</Content>
              <KeyList />
            </Part>
          </div>
        </div>
      </PageSection>
    </>
  );
}

function Part({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <Card>
      <CardTitle component="h2">{title}</CardTitle>
      <CardBody className="bw-stack">{children}</CardBody>
    </Card>
  );
}
