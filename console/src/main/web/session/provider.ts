/** How a login through the provider came to nothing, as the server says it in the address. */
export type ProviderFailure = 'refused' | 'unavailable';

export interface ProviderReturn {
  readonly failure: ProviderFailure;
  /** Where the login was begun: a page of the console, never another site. */
  readonly to: string;
}

/** Reads `/?login=refused&to=%2Fimages`; undefined at every other address. */
export function providerReturn(search: string): ProviderReturn | undefined {
  const parameters = new URLSearchParams(search);
  const failure = parameters.get('login');
  if (failure !== 'refused' && failure !== 'unavailable') {
    return undefined;
  }
  const to = parameters.get('to') ?? '/';
  return { failure, to: /^\/(?![/\\])/.test(to) ? to : '/' };
}
