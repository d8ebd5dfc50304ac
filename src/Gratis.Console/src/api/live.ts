import { api } from './client';
import type { LoggedRequest } from './requests';

/** A step of a request, told when it is made; each says what it knows. */
export interface LiveStep {
  type: 'started' | 'attempt' | 'failed' | 'waiting' | 'committed';
  id: string;
  at?: string;
  model?: string;
  client?: string;
  stream?: boolean;
  route?: string;
  account?: string;
  verdict?: string;
  status?: number;
  ms?: number;
  /** When the first route opens again by time alone. */
  until?: string | null;
}

export type LiveEnd = { type: 'ended' } & LoggedRequest;

/** So many steps were missed: this browser was too slow. */
export interface LiveGap {
  type: 'dropped';
  count: number;
}

export type LiveEvent = LiveStep | LiveEnd | LiveGap;

/** Requests while they happen, from now on, until the signal or the gateway ends it. `opened` is told when it has begun. */
export async function* liveEvents(signal: AbortSignal, opened: () => void): AsyncGenerator<LiveEvent> {
  const stream = api.stream('GET', '/admin/api/live', undefined, { signal, opened });
  for await (const event of stream) {
    if (event.event === 'request') yield JSON.parse(event.data) as LiveStep | LiveEnd;
    else if (event.event === 'dropped')
      yield { type: 'dropped', count: (JSON.parse(event.data) as { count: number }).count };
  }
}
