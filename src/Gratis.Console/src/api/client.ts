import { ApiError, readError } from './error';
import { readEvents, type ServerEvent } from './events';

type Query = Record<string, string | number | boolean | undefined>;

export interface AskOptions {
  query?: Query;
  signal?: AbortSignal;
  headers?: Readonly<Record<string, string>>;
}

interface StreamOptions extends AskOptions {
  /** Told when the answer has begun, before its first event. */
  opened?: () => void;
}

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/**
 * The one way to the gateway. Answers are typed by the caller, who knows the endpoint; failures are always an {@link ApiError}.
 * Paths are relative to this origin; ids in them go through {@link encodeURIComponent}.
 */
export const api = {
  get: <T>(path: string, options?: AskOptions) => json<T>('GET', path, undefined, options),
  post: <T>(path: string, body?: unknown, options?: AskOptions) => json<T>('POST', path, body, options),
  put: <T>(path: string, body?: unknown, options?: AskOptions) => json<T>('PUT', path, body, options),
  patch: <T>(path: string, body?: unknown, options?: AskOptions) => json<T>('PATCH', path, body, options),
  delete: <T = void>(path: string, options?: AskOptions) => json<T>('DELETE', path, undefined, options),

  /** The answer itself, once it is a good one: for whoever needs its headers, or reads it while it comes. */
  open: (method: Method, path: string, body?: unknown, options?: AskOptions) => send(method, path, body, options),

  /** The events of a stream as they come, whatever the method; ends when the stream does. */
  async *stream(method: Method, path: string, body?: unknown, options?: StreamOptions): AsyncGenerator<ServerEvent> {
    const response = await send(method, path, body, options);
    options?.opened?.();
    if (response.body) yield* readEvents(response.body);
  },
};

/** Told of every answer: whether the gateway was there, and whether it still knows us. */
export interface Listener {
  reached(isReachable: boolean): void;
  signedOut(): void;
}

const listeners = new Set<Listener>();

export function listen(listener: Listener): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

async function json<T>(method: Method, path: string, body: unknown, options: AskOptions | undefined): Promise<T> {
  const response = await send(method, path, body, options);
  const text = await response.text();
  return (text === '' ? undefined : JSON.parse(text)) as T;
}

async function send(
  method: Method,
  path: string,
  body: unknown,
  { query, signal, headers: more }: AskOptions = {},
): Promise<Response> {
  const headers = new Headers(more);
  // A page of another origin cannot set this header, and the gateway changes nothing for a cookie without it.
  if (method !== 'GET') headers.set('X-Gratis-Console', '1');
  // A file goes as it is, and says itself what it is.
  const isFile = body instanceof Blob;
  if (body !== undefined && !isFile) headers.set('Content-Type', 'application/json');

  let response: Response;
  try {
    response = await fetch(path + queryString(query), {
      method,
      headers,
      credentials: 'same-origin',
      body: isFile ? body : body === undefined ? null : JSON.stringify(body),
      signal: signal ?? null,
    });
  } catch (cause) {
    if (signal?.aborted) throw cause;
    listeners.forEach((listener) => listener.reached(false));
    throw new ApiError(0, 'unreachable', 'The gateway does not answer.', { cause });
  }

  listeners.forEach((listener) => listener.reached(true));
  if (response.ok) return response;
  const error = await readError(response);
  if (error.isSignedOut) listeners.forEach((listener) => listener.signedOut());
  throw error;
}

function queryString(query: Query = {}): string {
  const given = Object.entries(query).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]]));
  return given.length === 0 ? '' : `?${new URLSearchParams(given)}`;
}
