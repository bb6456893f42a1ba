/** What the server answers where it does not do as asked: problem details (RFC 9457). */
export class ApiError extends Error {
  constructor(
    /** 0 where the server was not reached. */
    readonly status: number,
    readonly code: string,
    detail: string,
    readonly requestId: string | undefined,
    /** Seconds, where the server says when to come again. */
    readonly retryAfter: number | undefined,
  ) {
    super(detail);
    this.name = 'ApiError';
  }

  get unreachable(): boolean {
    return this.status === 0;
  }
}

export type QueryValue = string | number | boolean | readonly string[] | undefined;
export type QueryParameters = Readonly<Record<string, QueryValue>>;

export interface Call {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly query?: QueryParameters;
  readonly body?: unknown;
  readonly accept?: string;
  readonly signal?: AbortSignal;
}

/** An answer that has not come by then is not waited for. */
const PATIENCE = 60_000;

/** Hears of each answer 401, so that the login is shown. */
let loggedOut: (() => void) | undefined;

export function onLoggedOut(listener: (() => void) | undefined): void {
  loggedOut = listener;
}

/** Path and query of a call; parameters that are undefined or empty are left out. */
export function address(path: string, query: QueryParameters = {}): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value === undefined || value === '' || value === false) {
      continue;
    }
    for (const each of Array.isArray(value) ? (value as readonly string[]) : [String(value)]) {
      parameters.append(name, each);
    }
  }
  const text = parameters.toString();
  return text === '' ? path : `${path}?${text}`;
}

/** The path of an image under an interface: `imagePath('birds/robin:1', 'report')`. */
export function imagePath(image: string, what: string): string {
  return `/api/v2/images/${encodeURIComponent(image)}/${what}`;
}

async function send(path: string, call: Call): Promise<Response> {
  const headers: Record<string, string> = {
    Accept: call.accept ?? 'application/json',
    'X-Requested-With': 'breakwater',
  };
  if (call.body !== undefined) {
    headers['Content-Type'] = 'application/json';
  }
  const patience = AbortSignal.timeout(PATIENCE);
  let answer: Response;
  try {
    answer = await fetch(address(path, call.query), {
      method: call.method ?? 'GET',
      headers,
      body: call.body === undefined ? null : JSON.stringify(call.body),
      credentials: 'same-origin',
      signal: call.signal ? AbortSignal.any([call.signal, patience]) : patience,
    });
  } catch (cause) {
    if (call.signal?.aborted) {
      throw cause;
    }
    throw new ApiError(0, 'UNREACHABLE', '', undefined, undefined);
  }
  if (answer.ok) {
    return answer;
  }
  const error = await problem(answer);
  if (answer.status === 401 && !path.startsWith('/api/v2/session')) {
    loggedOut?.();
  }
  throw error;
}

async function problem(answer: Response): Promise<ApiError> {
  const retry = Number(answer.headers.get('Retry-After'));
  const retryAfter = retry > 0 ? retry : undefined;
  let told: Record<string, unknown> = {};
  try {
    told = (await answer.json()) as Record<string, unknown>;
  } catch {
    // A proxy between here and the server answers in its own words.
  }
  const text = (name: string): string | undefined =>
    typeof told[name] === 'string' ? told[name] : undefined;
  return new ApiError(
    answer.status,
    text('code') ?? '',
    text('detail') ?? text('message') ?? answer.statusText,
    text('request-id'),
    retryAfter,
  );
}

/** Calls the server; the answer is JSON of this shape, or nothing. */
export async function request<T>(path: string, call: Call = {}): Promise<T> {
  const answer = await send(path, call);
  if (answer.status === 204 || answer.headers.get('Content-Length') === '0') {
    return undefined as T;
  }
  return (await answer.json()) as T;
}

/** Calls the server; the answer is a text or a file. */
export async function requestBlob(path: string, call: Call = {}): Promise<Blob> {
  return (await send(path, call)).blob();
}
