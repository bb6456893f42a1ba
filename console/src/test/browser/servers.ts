import { request, type APIRequestContext } from '@playwright/test';

/** The servers that the tests run against, and who is there. */
export const FULL = process.env['CONSOLE_SERVER'] ?? 'http://127.0.0.1:5000';
export const EMPTY = process.env['CONSOLE_EMPTY_SERVER'];
/** With 10,000 images. */
export const MANY = process.env['CONSOLE_MANY_SERVER'];
/** With real images and feeds. */
export const REAL = process.env['CONSOLE_REAL_SERVER'];
export const PASSWORD = process.env['CONSOLE_PASSWORD'] ?? '';

/**
 * Manager of all; Reader, Writer, and both at once of the namespace `birds`; and somebody without any
 * role. A Writer alone pushes and pulls, and lists nothing.
 */
export const PEOPLE = ['manager', 'reader', 'developer', 'writer', 'nobody'] as const;

export type Person = (typeof PEOPLE)[number];

export interface Cookie {
  readonly name: string;
  readonly value: string;
  readonly url: string;
  readonly httpOnly: boolean;
  readonly sameSite: 'Strict';
}

const sessions = new Map<string, Cookie>();

/** The cookie of a session that is begun once and used by all tests. */
export async function sessionOf(person: Person, server = FULL): Promise<Cookie> {
  const known = sessions.get(`${server} ${person}`);
  if (known) {
    return known;
  }
  const cookie = await newSession(person, server);
  sessions.set(`${server} ${person}`, cookie);
  return cookie;
}

/** The cookie of a session that no other test uses. */
export async function newSession(person: Person, server = FULL): Promise<Cookie> {
  const answer = await fetch(`${server}/api/v2/session`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ name: person, password: PASSWORD }),
  });
  const line = answer.headers.getSetCookie()[0];
  if (answer.status !== 201 || line === undefined) {
    throw new Error(
      `${person} cannot log in to ${server}: ${answer.status} ${await answer.text()}`,
    );
  }
  const pair = line.split(';', 1)[0] ?? '';
  const equals = pair.indexOf('=');
  return {
    name: pair.slice(0, equals),
    value: pair.slice(equals + 1),
    url: server,
    httpOnly: true,
    sameSite: 'Strict',
  };
}

/** A client that comes with a name and a password, for what is to be so before a test, or after. */
export async function client(
  person: Person = 'manager',
  server = FULL,
): Promise<APIRequestContext> {
  return request.newContext({
    baseURL: server,
    extraHTTPHeaders: {
      Authorization: `Basic ${Buffer.from(`${person}:${PASSWORD}`).toString('base64')}`,
    },
  });
}

const MANIFEST = 'application/vnd.oci.image.manifest.v1+json';

interface Descriptor {
  readonly digest: string;
}

/** Copies an image of one platform, with the blobs that it names. */
export async function copyImage(
  from: { readonly server: string; readonly repository: string; readonly tag: string },
  to: { readonly server: string; readonly repository: string; readonly tag: string },
): Promise<void> {
  const source = await client('manager', from.server);
  const target = await client('manager', to.server);
  try {
    const answer = await source.get(`/v2/${from.repository}/manifests/${from.tag}`, {
      headers: { Accept: MANIFEST },
    });
    const manifest = await answer.body();
    const { config, layers } = JSON.parse(manifest.toString()) as {
      readonly config: Descriptor;
      readonly layers: readonly Descriptor[];
    };
    for (const { digest } of [config, ...layers]) {
      const blob = await (await source.get(`/v2/${from.repository}/blobs/${digest}`)).body();
      await pushed(
        target.post(`/v2/${to.repository}/blobs/uploads/?digest=${digest}`, {
          data: blob,
          headers: { 'Content-Type': 'application/octet-stream' },
        }),
      );
    }
    await pushed(
      target.put(`/v2/${to.repository}/manifests/${to.tag}`, {
        data: manifest,
        headers: { 'Content-Type': MANIFEST },
      }),
    );
  } finally {
    await source.dispose();
    await target.dispose();
  }
}

async function pushed(answer: ReturnType<APIRequestContext['post']>): Promise<void> {
  const { status, text } = await answer.then(async (it) => ({
    status: it.status(),
    text: await it.text(),
  }));
  if (status !== 201) {
    throw new Error(`pushed, and the answer is ${status} ${text}`);
  }
}
