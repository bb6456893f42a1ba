import {
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
import { useEffect, useRef, useState, type SubmitEvent } from 'react';
import { useLocation, useNavigate } from 'react-router';
import { ApiError, request } from '@/api/client';
import type { LoginOffers, Session } from '@/api/session';
import icon from '@/app/icon.svg';
import { ErrorState } from '@/shared/ErrorState';
import { usePageTitle } from '@/shared/usePageTitle';
import { useText } from '@/text/useText';
import { providerReturn, type ProviderFailure } from './provider';
import { sessionText } from './text';
import './login.css';

/** Asks who it is, and goes on at the address that was asked for. */
export default function LoginPage({
  ended,
  onLogin,
}: {
  /** Whose session ended by itself. */
  readonly ended: string | undefined;
  readonly onLogin: (session: Session) => void;
}) {
  const text = useText(sessionText);
  usePageTitle(text.login);
  const location = useLocation();
  const failure = useProviderFailure();
  const { data: offers } = useQuery({
    queryKey: ['login-offers'],
    queryFn: ({ signal }) => request<LoginOffers>('/api/v2/login', { signal }),
    staleTime: Infinity,
  });
  const nameField = useRef<HTMLInputElement>(null);
  const passwordField = useRef<HTMLInputElement>(null);
  const [name, setName] = useState(ended ?? '');
  const [password, setPassword] = useState('');
  const [shown, setShown] = useState(false);
  const [busy, setBusy] = useState(false);
  const [tried, setTried] = useState(false);
  const [missing, setMissing] = useState(false);
  const [error, setError] = useState<unknown>();

  const login = async (event: SubmitEvent) => {
    event.preventDefault();
    setTried(true);
    setError(undefined);
    setMissing(name === '' || password === '');
    if (name === '' || password === '') {
      (name === '' ? nameField : passwordField).current?.focus();
      return;
    }
    setBusy(true);
    try {
      onLogin(
        await request<Session>('/api/v2/session', { method: 'POST', body: { name, password } }),
      );
    } catch (e) {
      setError(e);
      setBusy(false);
      passwordField.current?.select();
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
            {tried ? (
              <Refusal error={error} missing={missing} />
            ) : (
              <Reason ended={ended !== undefined} failure={failure} />
            )}
            <FormGroup label={text.name} isRequired fieldId="login-name">
              <TextInput
                id="login-name"
                autoComplete="username"
                isRequired
                // The login is all that there is on this page.
                // eslint-disable-next-line jsx-a11y/no-autofocus
                autoFocus={name === ''}
                ref={nameField}
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
                    // eslint-disable-next-line jsx-a11y/no-autofocus
                    autoFocus={name !== ''}
                    ref={passwordField}
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
            <Button type="submit" isBlock isLoading={busy} isDisabled={busy}>
              {text.login}
            </Button>
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
          {ended === undefined && (
            <Content component="small" className="bw-login__hint">
              {text.first}
            </Content>
          )}
          {offers && <Content component="small">{text.version(offers.version)}</Content>}
        </CardBody>
      </Card>
    </main>
  );
}

/** How the provider's login came to nothing; told once, and then out of the address. */
function useProviderFailure(): ProviderFailure | undefined {
  const { search } = useLocation();
  const navigate = useNavigate();
  const [back] = useState(() => providerReturn(search));
  useEffect(() => {
    if (back) {
      void navigate(back.to, { replace: true });
    }
  }, [back, navigate]);
  return back?.failure;
}

/** Why the login is there again. */
function Reason({
  ended,
  failure,
}: {
  readonly ended: boolean;
  readonly failure: ProviderFailure | undefined;
}) {
  const text = useText(sessionText);
  if (failure !== undefined) {
    return (
      <Alert component="p" variant="warning" isInline title={text[failure]}>
        {text[`${failure}Next`]}
      </Alert>
    );
  }
  return ended ? <Alert component="p" variant="info" isInline title={text.ended} /> : null;
}

function Refusal({ error, missing }: { readonly error: unknown; readonly missing: boolean }) {
  const text = useText(sessionText);
  if (missing) {
    return <Alert component="p" isLiveRegion variant="danger" isInline title={text.missing} />;
  }
  if (error === undefined) {
    return null;
  }
  if (error instanceof ApiError && error.status === 401) {
    return <Alert component="p" isLiveRegion variant="danger" isInline title={text.wrong} />;
  }
  if (error instanceof ApiError && error.status === 429) {
    return (
      <Alert
        component="p"
        isLiveRegion
        variant="warning"
        isInline
        title={text.slow(error.retryAfter ?? 1)}
      />
    );
  }
  return <ErrorState error={error} compact />;
}
