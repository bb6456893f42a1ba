import { catalogue } from '@/text/catalogue';

export const sessionText = catalogue({
  loading: 'Loading',
  title: 'Log in to Breakwater',
  name: 'User name',
  password: 'Password',
  show: 'Show password',
  hide: 'Hide password',
  login: 'Log in',
  provider: 'Log in with your organization',
  or: 'or',
  wrong: 'User name or password is wrong.',
  slow: (seconds: number) => `Too many failed logins. Try again in ${seconds} seconds.`,
  first:
    'First start? The user is admin; the password was printed when the server started, and is in the file admin-password of its data folder.',
  version: (version: string) => `Version ${version}`,
});
