import { ApiError, readError } from '@/api/error';

/** What came of one request, and the way that it went. */
export interface Tried {
  text: string;
  route: string | null;
  attempts: string | null;
  trail: string | null;
  cost: string | null;
  requestId: string | null;
  ms: number;
}

/**
 * Asks as any program would, with this key; without one as the owner who is signed in. It goes past the console's own way to the gateway:
 * a client's key that is refused signs nobody out.
 */
export async function tryIt(key: string, model: string, prompt: string, signal?: AbortSignal): Promise<Tried> {
  const began = performance.now();
  let response: Response;
  try {
    response = await fetch('/v1/chat/completions', {
      method: 'POST',
      credentials: key === '' ? 'same-origin' : 'omit',
      headers: {
        'Content-Type': 'application/json',
        'X-Gratis-Console': '1',
        ...(key !== '' && { Authorization: `Bearer ${key}` }),
      },
      body: JSON.stringify({ model, messages: [{ role: 'user', content: prompt }] }),
      signal: signal ?? null,
    });
  } catch (cause) {
    throw new ApiError(0, 'unreachable', 'The gateway does not answer.', { cause });
  }
  if (!response.ok) throw await readError(response);
  const header = (name: string) => response.headers.get(`X-Gateway-${name}`);
  return {
    text: textIn(await response.json()),
    route: header('Route'),
    attempts: header('Attempts'),
    trail: header('Trail'),
    cost: header('Cost-USD'),
    requestId: header('Request-Id'),
    ms: Math.round(performance.now() - began),
  };
}

/** What the model said; empty where it said nothing. */
export function textIn(answer: unknown): string {
  const choices = isRecord(answer) ? answer['choices'] : undefined;
  const first: unknown = Array.isArray(choices) ? choices[0] : undefined;
  const message = isRecord(first) ? first['message'] : undefined;
  const content = isRecord(message) ? message['content'] : undefined;
  return typeof content === 'string' ? content : '';
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;
