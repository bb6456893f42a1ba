import { catalogue } from '@/text/catalogue';
import { plural } from '@/text/format';

export const sessionText = catalogue({
  loading: 'Loading',
  title: 'Log in to Breakwater',
  name: 'User name',
  password: 'Password',
  show: 'Show password',
  hide: 'Hide password',
  login: 'Log in',
  provider: 'Log in with your organization',
  ended: 'Your session has ended: log in again, and go on where you were.',
  refused: 'The login through your organization was refused.',
  refusedNext: 'Try again. If it stays so, ask whoever manages access here to look at the login.',
  unavailable: 'The login of your organization does not answer.',
  unavailableNext: 'Try again in a while, or log in with a user name and a password from here.',
  missing: 'Enter your user name and your password.',
  wrong: 'User name or password is wrong.',
  slow: (seconds: number) => `Too many failed logins. Try again in ${plural(seconds, 'second')}.`,
  first:
    'First start? The user is admin; the password was printed when the server started, and is in the file admin-password of its data folder.',
  version: (version: string) => `Version ${version}`,
});
