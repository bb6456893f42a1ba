import {
  ActionGroup,
  Alert,
  Brand,
  Button,
  Card,
  CardBody,
  CardTitle,
  Content,
  Divider,
  Form,
  FormGroup,
  InputGroup,
  InputGroupItem,
  TextInput,
} from '@patternfly/react-core';
import EyeIcon from '@patternfly/react-icons/dist/esm/icons/eye-icon';
import EyeSlashIcon from '@patternfly/react-icons/dist/esm/icons/eye-slash-icon';
import { useQuery } from '@tanstack/react-query';
import { useState, type SubmitEvent } from 'react';
import { useLocation } from 'react-router';
import { ApiError, request } from '@/api/client';
import type { LoginOffers, Session } from '@/api/types';
import icon from '@/app/icon.svg';
import { ErrorState } from '@/shared/ErrorState';
import { usePageTitle } from '@/shared/usePageTitle';
import { useText } from '@/text/useText';
import { sessionText } from './text';
import './login.css';

/** Asks who it is, and goes on at the address that was asked for. */
export default function LoginPage({ onLogin }: { readonly onLogin: (session: Session) => void }) {
  const text = useText(sessionText);
  usePageTitle(text.login);
  const location = useLocation();
  const { data: offers } = useQuery({
    queryKey: ['login-offers'],
    queryFn: ({ signal }) => request<LoginOffers>('/api/v2/login', { signal }),
    staleTime: Infinity,
  });
  const [name, setName] = useState('');
  const [password, setPassword] = useState('');
  const [shown, setShown] = useState(false);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();

  const login = async (event: SubmitEvent) => {
    event.preventDefault();
    setBusy(true);
    setError(undefined);
    try {
      onLogin(
        await request<Session>('/api/v2/session', { method: 'POST', body: { name, password } }),
      );
    } catch (e) {
      setError(e);
      setBusy(false);
    }
  };
  const to = location.pathname + location.search;
  return (
    <main className="bw-login">
      <Card isLarge className="bw-login__card">
        <CardTitle component="h1">
          <Brand src={icon} alt="" className="bw-login__brand" /> {text.title}
        </CardTitle>
        <CardBody>
          <Form onSubmit={(event) => void login(event)}>
            <Refusal error={error} />
            <FormGroup label={text.name} isRequired fieldId="login-name">
              <TextInput
                id="login-name"
                autoComplete="username"
                isRequired
                // The login is all that there is on this page.
                // eslint-disable-next-line jsx-a11y/no-autofocus
                autoFocus
                value={name}
                onChange={(_, value) => setName(value)}
              />
            </FormGroup>
            <FormGroup label={text.password} isRequired fieldId="login-password">
              <InputGroup>
                <InputGroupItem isFill>
                  <TextInput
                    id="login-password"
                    type={shown ? 'text' : 'password'}
                    autoComplete="current-password"
                    isRequired
                    value={password}
                    onChange={(_, value) => setPassword(value)}
                  />
                </InputGroupItem>
                <InputGroupItem>
                  <Button
                    variant="control"
                    aria-label={shown ? text.hide : text.show}
                    icon={shown ? <EyeSlashIcon /> : <EyeIcon />}
                    onClick={() => setShown(!shown)}
                  />
                </InputGroupItem>
              </InputGroup>
            </FormGroup>
            <ActionGroup>
              <Button
                type="submit"
                isBlock
                isLoading={busy}
                isDisabled={busy || name === '' || password === ''}
              >
                {text.login}
              </Button>
            </ActionGroup>
          </Form>
          {offers?.oidc && (
            <>
              <Divider className="bw-login__or" />
              <Button
                variant="secondary"
                isBlock
                component="a"
                href={`/oidc/login?to=${encodeURIComponent(to)}`}
              >
                {text.provider}
              </Button>
            </>
          )}
          <Content component="small" className="bw-login__hint">
            {text.first}
          </Content>
          {offers && <Content component="small">{text.version(offers.version)}</Content>}
        </CardBody>
      </Card>
    </main>
  );
}

function Refusal({ error }: { readonly error: unknown }) {
  const text = useText(sessionText);
  if (error === undefined) {
    return null;
  }
  if (error instanceof ApiError && error.status === 401) {
    return <Alert variant="danger" isInline title={text.wrong} />;
  }
  if (error instanceof ApiError && error.status === 429) {
    return <Alert variant="warning" isInline title={text.slow(error.retryAfter ?? 1)} />;
  }
  return <ErrorState error={error} compact />;
}
