import { describe, expect, it } from 'vitest';
import type { QuotaPool } from '@/api/quotas';
import { capacityOf, sum } from './capacity';

const pool = (more: Partial<QuotaPool>): QuotaPool => ({
  id: 'p',
  provider: 'groq',
  account: 'groq#1',
  client: null,
  scope: 'account',
  models: [],
  metric: 'requests',
  window: 'day',
  limit: 100,
  used: 0,
  reserved: 0,
  remaining: 100,
  resets_at: null,
  source: 'facts',
  confidence: 1,
  clock: 'calendar',
  zone: 'UTC',
  last_429: null,
  spent_until: null,
  pacing: 'off',
  ...more,
});

const requestsOf = (...pools: QuotaPool[]) => capacityOf(pools)[0]?.requests;

describe('what is left today', () => {
  it('adds up the models of an account', () => {
    const a = pool({ models: ['a'], limit: 10, remaining: 4 });
    expect(requestsOf(a, pool({ models: ['b'], limit: 20, remaining: 20 }))).toEqual({ remaining: 24, limit: 30 });
  });

  it("is never more than the account's own limit allows", () => {
    const models = ['a', 'b'].map((model) => pool({ models: [model], limit: 1000, remaining: 900 }));
    expect(requestsOf(pool({ limit: 50, remaining: 30 }), ...models)).toEqual({ remaining: 30, limit: 50 });
  });

  it('adds up accounts, but never to more than the provider gives', () => {
    const second = pool({ account: 'groq#2' });
    expect(requestsOf(pool({}), second)).toEqual({ remaining: 200, limit: 200 });
    expect(requestsOf(pool({}), second, pool({ account: null, limit: 150, remaining: 120 }))).toEqual({
      remaining: 120,
      limit: 150,
    });
  });

  it('counts days alone, and what nobody knows not at all', () => {
    expect(
      capacityOf([pool({ window: 'minute' }), pool({ limit: null, remaining: null }), pool({ provider: null })]),
    ).toEqual([]);
  });

  it('takes what was overdrawn for nothing', () => {
    expect(requestsOf(pool({ remaining: -3 }))).toEqual({ remaining: 0, limit: 100 });
  });

  it('says when the first of what was used comes back', () => {
    const untouched = pool({ resets_at: '2026-01-01T01:00:00Z' });
    const late = pool({ used: 1, resets_at: '2026-01-02T00:00:00Z' });
    const soon = pool({ used: 1, resets_at: '2026-01-01T08:00:00Z', metric: 'tokens' });
    expect(capacityOf([untouched, late, soon])[0]?.resetsAt).toBe(soon.resets_at);
  });

  it('sums what is known', () => {
    expect(sum([null, { remaining: 1, limit: 2 }, { remaining: 3, limit: 4 }])).toEqual({ remaining: 4, limit: 6 });
    expect(sum([null])).toBeNull();
  });
});
