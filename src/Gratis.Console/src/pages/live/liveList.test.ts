import { describe, expect, it } from 'vitest';
import type { LiveEnd, LiveStep } from '@/api/live';
import { emptyList, matching, mostRequests, withEvents, withGap } from './liveList';

const now = '2026-01-01T00:00:09Z';
const at = '2026-01-01T00:00:00Z';
const started = (id: string, model = 'free'): LiveStep => ({ type: 'started', id, at, model });
const end = (id: string, more: Partial<LiveEnd> = {}): LiveEnd => ({
  type: 'ended',
  id,
  at,
  ms: 120,
  first_token_ms: null,
  operation: 'chat',
  model: 'free',
  client: null,
  stream: false,
  outcome: 'served',
  error: null,
  status: 200,
  route: 'b/y',
  provider: 'b',
  account: 'b#1',
  input_tokens: 1,
  output_tokens: 2,
  cost_usd: 0,
  spill: null,
  attempts: [{ route: 'b/y', account: 'b#1', verdict: 'served', status: 200, ms: 100 }],
  candidate_count: 2,
  rejected_count: 0,
  ...more,
});

describe('the list of live requests', () => {
  it('follows a request step by step', () => {
    const one = (list: ReturnType<typeof withEvents>) => list.requests[0];
    let list = withEvents(emptyList, [started('r')], now);
    expect(one(list)).toMatchObject({ phase: 'started', model: 'free', at });
    list = withEvents(list, [{ type: 'attempt', id: 'r', route: 'a/x' }], now);
    expect(one(list)).toMatchObject({ phase: 'attempt', trail: [{ route: 'a/x', verdict: null }] });
    list = withEvents(list, [{ type: 'failed', id: 'r', route: 'a/x', verdict: 'broken', status: 503, ms: 1 }], now);
    expect(one(list)?.trail).toMatchObject([{ verdict: 'broken', status: 503 }]);
    list = withEvents(list, [{ type: 'waiting', id: 'r', until: now }], now);
    expect(one(list)).toMatchObject({ phase: 'waiting', until: now });
    list = withEvents(
      list,
      [
        { type: 'attempt', id: 'r', route: 'b/y' },
        { type: 'committed', id: 'r', route: 'b/y', verdict: 'served' },
      ],
      now,
    );
    expect(one(list)).toMatchObject({ phase: 'committed', until: null });
    expect(one(list)?.trail.map((step) => step.verdict)).toEqual(['broken', 'served']);
    list = withEvents(list, [end('r')], now);
    expect(one(list)).toMatchObject({ phase: 'ended', end: { ms: 120 } });
  });

  it('puts the newest first', () =>
    expect(
      withEvents(withEvents(emptyList, [started('1')], now), [started('2'), started('3')], now).requests.map(
        (request) => request.id,
      ),
    ).toEqual(['3', '2', '1']));

  it('knows what it can of a request whose beginning it missed', () =>
    expect(withEvents(emptyList, [{ type: 'attempt', id: 'r', route: 'a/x' }], now).requests).toMatchObject([
      { id: 'r', at: now, model: null, phase: 'attempt' },
    ]));

  it('says of what was under way that it is lost, when events are', () => {
    const list = withEvents(emptyList, [started('1'), end('2')], now);
    expect(withGap(list).requests.map((request) => request.phase)).toEqual(['ended', 'lost']);
    const slow = withEvents(list, [{ type: 'dropped', count: 7 }], now);
    expect(slow.dropped).toBe(7);
    expect(withEvents(slow, [end('1')], now).requests.map((request) => request.phase)).toEqual(['ended', 'ended']);
  });

  it('stays bounded', () => {
    const many = Array.from({ length: mostRequests + 5 }, (_, index) => started(`r${index}`));
    const list = withEvents(emptyList, many, now);
    expect(list.requests).toHaveLength(mostRequests);
    expect(list.requests[0]?.id).toBe(`r${mostRequests + 4}`);
  });

  it('is narrowed by kind and by names', () => {
    const failed = end('bad', { outcome: 'no_route', error: 'no_route', attempts: [] });
    const { requests } = withEvents(emptyList, [started('open', 'auto'), end('good'), failed], now);
    const ids = (...of: Parameters<typeof matching>) => matching(...of).map((request) => request.id);
    expect(ids(requests, 'under_way', '')).toEqual(['open']);
    expect(ids(requests, 'served', '')).toEqual(['good']);
    expect(ids(requests, 'failed', '')).toEqual(['bad']);
    expect(ids(requests, 'all', 'AUTO')).toEqual(['open']);
    expect(ids(requests, 'all', 'b/y')).toEqual(['good']);
  });
});
