import { Content, PageSection } from '@patternfly/react-core';
import { useSession } from '@/session/session';
import { PageHeading } from '@/shared/PageHeading';
import { usePageTitle } from '@/shared/usePageTitle';
import { useText } from '@/text/useText';
import { KeyList } from '../access/keys/KeyList';
import { Part } from '../access/Part';
import { Identity, Look, Rights, SessionFacts } from './Identity';
import { PasswordForm } from './PasswordForm';
import { accountText } from './text';
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
              <KeyList />
            </Part>
          </div>
        </div>
      </PageSection>
    </>
  );
}
