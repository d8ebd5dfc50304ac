import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { api, listen } from './client';
import { ApiError } from './error';

const answers = vi.fn<typeof fetch>();

beforeEach(() => vi.stubGlobal('fetch', answers));
afterEach(() => answers.mockReset());

const answer = (status: number, body: string, headers?: Record<string, string>) =>
  answers.mockResolvedValueOnce(new Response(status === 204 ? null : body, { status, ...(headers && { headers }) }));

const asked = () => {
  const [path, init] = answers.mock.lastCall ?? [];
  return { path, method: init?.method, body: init?.body, headers: new Headers(init?.headers) };
};

const failure = async (request: Promise<unknown>): Promise<ApiError> => {
  const error: unknown = await request.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(ApiError);
  return error as ApiError;
};

describe('the way to the gateway', () => {
  it('reads JSON, and leaves out query values that are missing', async () => {
    answer(200, '{"data":[1]}');
    expect(await api.get('/admin/api/x', { query: { limit: 5, q: 'a b', before: undefined } })).toEqual({ data: [1] });
    expect(asked().path).toBe('/admin/api/x?limit=5&q=a+b');
  });

  it.each(['post', 'put', 'delete'] as const)('says with every %s that the console asks', async (method) => {
    answer(204, '');
    expect(await api[method]('/admin/api/x')).toBeUndefined();
    expect(asked().headers.get('X-Gratis-Console')).toBe('1');
  });

  it('says so with no get, and sends a body as JSON', async () => {
    answer(200, '{}');
    await api.get('/admin/api/x');
    expect(asked().headers.has('X-Gratis-Console')).toBe(false);

    answer(200, '{}');
    await api.put('/admin/api/x', ['a']);
    expect(asked().body).toBe('["a"]');
    expect(asked().headers.get('Content-Type')).toBe('application/json');
  });

  it("gives the gateway's own words for what went wrong", async () => {
    answer(429, '{"error":{"message":"Slow down.","code":"rate_limit_exceeded","param":"token"}}', {
      'Retry-After': '7',
      'X-Gateway-Request-Id': 'req-1',
    });
    const error = await failure(api.post('/admin/api/x', {}));
    expect(error).toMatchObject({
      status: 429,
      code: 'rate_limit_exceeded',
      message: 'Slow down.',
      param: 'token',
      requestId: 'req-1',
      retryAfterSeconds: 7,
    });
  });

  it.each(['', '<html>', 'null', '{"error":"no object"}', '[]'])(
    'copes with an error that is not ours: %s',
    async (body) => {
      answer(502, body);
      expect(await failure(api.get('/v1/x'))).toMatchObject({ status: 502, code: 'http_502' });
    },
  );

  it('tells everybody when nobody is signed in, and when nobody answers', async () => {
    const listener = { reached: vi.fn(), signedOut: vi.fn() };
    const stop = listen(listener);

    answer(401, '{}');
    expect((await failure(api.get('/admin/api/x'))).isSignedOut).toBe(true);
    expect(listener.signedOut).toHaveBeenCalledOnce();
    expect(listener.reached).toHaveBeenLastCalledWith(true);

    answers.mockRejectedValueOnce(new TypeError('Failed to fetch'));
    expect((await failure(api.get('/admin/api/x'))).isUnreachable).toBe(true);
    expect(listener.reached).toHaveBeenLastCalledWith(false);
    stop();
  });

  it('does not call an aborted request a gateway that is down', async () => {
    const listener = { reached: vi.fn(), signedOut: vi.fn() };
    const stop = listen(listener);
    const abort = new AbortController();
    abort.abort();
    answers.mockRejectedValueOnce(new DOMException('gone', 'AbortError'));

    await expect(api.get('/v1/x', { signal: abort.signal })).rejects.toThrow('gone');
    expect(listener.reached).not.toHaveBeenCalled();
    stop();
  });
});
