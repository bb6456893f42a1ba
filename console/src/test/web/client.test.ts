import { afterEach, describe, expect, it, vi } from 'vitest';
import { address, ApiError, imagePath, onLoggedOut, request } from '@/api/client';

function answer(status: number, body: unknown, headers: Record<string, string> = {}): Response {
  return new Response(typeof body === 'string' ? body : JSON.stringify(body), { status, headers });
}

async function failure(call: Promise<unknown>): Promise<ApiError> {
  try {
    await call;
  } catch (e) {
    if (e instanceof ApiError) {
      return e;
    }
    throw e;
  }
  throw new Error('it did not fail');
}

afterEach(() => {
  vi.unstubAllGlobals();
  onLoggedOut(undefined);
});

describe('client', () => {
  it('encodes what names have, and leaves out what is not set', () => {
    expect(imagePath('birds/robin:1', 'report')).toBe('/api/v2/images/birds%2Frobin%3A1/report');
    expect(address('/a', { q: 'x y&z', none: undefined, empty: '', no: false, yes: true })).toBe(
      '/a?q=x+y%26z&yes=true',
    );
    expect(address('/a', { verdict: ['FAIL', 'OK'], offset: 0 })).toBe(
      '/a?verdict=FAIL&verdict=OK&offset=0',
    );
  });

  it('sends what tells the server that no other site asks', async () => {
    const fetched = vi.fn().mockResolvedValue(answer(200, { a: 1 }));
    vi.stubGlobal('fetch', fetched);

    await expect(request('/api/v2/x', { method: 'PUT', body: { b: 2 } })).resolves.toEqual({
      a: 1,
    });

    const [, init] = fetched.mock.calls[0] as [string, RequestInit];
    expect(init.headers).toMatchObject({
      'X-Requested-With': 'breakwater',
      'Content-Type': 'application/json',
    });
    expect(init.body).toBe('{"b":2}');
    expect(init.credentials).toBe('same-origin');
  });

  it('reads problem details', async () => {
    vi.stubGlobal(
      'fetch',
      vi
        .fn()
        .mockResolvedValue(
          answer(
            503,
            { code: 'UNSCANNED', detail: '1 layer is still being read', 'request-id': 'abc' },
            { 'Retry-After': '2' },
          ),
        ),
    );

    const error = await failure(request('/api/v2/x'));

    expect(error).toMatchObject({
      status: 503,
      code: 'UNSCANNED',
      message: '1 layer is still being read',
      requestId: 'abc',
      retryAfter: 2,
    });
  });

  it('takes the page of a proxy for what it is', async () => {
    vi.stubGlobal('fetch', vi.fn().mockResolvedValue(answer(502, '<html>bad gateway</html>')));

    const error = await failure(request('/api/v2/x'));

    expect(error.status).toBe(502);
    expect(error.code).toBe('');
  });

  it('says so where the server is not reached', async () => {
    vi.stubGlobal('fetch', vi.fn().mockRejectedValue(new TypeError('network')));

    expect((await failure(request('/api/v2/x'))).unreachable).toBe(true);
  });

  it('tells of an ended session, but not where it asks whether there is one', async () => {
    const ended = vi.fn();
    onLoggedOut(ended);
    vi.stubGlobal(
      'fetch',
      vi.fn().mockImplementation(() => Promise.resolve(answer(401, {}))),
    );

    await failure(request('/api/v2/session'));
    expect(ended).not.toHaveBeenCalled();

    await failure(request('/api/v2/images'));
    expect(ended).toHaveBeenCalledOnce();
  });

  it('answers nothing where there is nothing', async () => {
    vi.stubGlobal('fetch', vi.fn().mockResolvedValue(new Response(null, { status: 204 })));

    await expect(request('/api/v2/session', { method: 'DELETE' })).resolves.toBeUndefined();
  });
});
