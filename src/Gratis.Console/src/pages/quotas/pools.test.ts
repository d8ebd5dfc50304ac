import { describe, expect, it } from 'vitest';
import { pool } from './pool.fixture';
import { groupsOf, isNearlySpent, isSpent, lengthOf, matching, shareLeft } from './pools';

describe('a quota pool', () => {
  it.each([
    [{ remaining: 100 }, 1, false, false],
    [{ remaining: 24 }, 0.24, true, false],
    [{ remaining: 0 }, 0, false, true],
    [{ remaining: -3 }, 0, false, true],
    [{ remaining: 80, spent_until: '2026-01-01T00:00:00Z' }, 0, false, true],
    [{ limit: null, remaining: null }, null, false, false],
  ])('%o has %s left', (more, share, nearly, spent) => {
    expect(shareLeft(pool(more))).toBe(share);
    expect(isNearlySpent(pool(more))).toBe(nearly);
    expect(isSpent(pool(more))).toBe(spent);
  });

  it('is found by its state and by its names', () => {
    const pools = [
      pool({ id: 'a', remaining: 0 }),
      pool({ id: 'b', remaining: 5 }),
      pool({ id: 'c', models: ['Qwen3'] }),
    ];
    const ids = (...of: Parameters<typeof matching>) => matching(...of).map((one) => one.id);
    expect(ids(pools, 'spent', '')).toEqual(['a']);
    expect(ids(pools, 'nearly', '')).toEqual(['b']);
    expect(ids(pools, 'binding', 'qwen')).toEqual(['c']);
  });

  it('stands with those of its provider or account, the shortest window first, your clients last', () => {
    const pools = [
      pool({ id: 'k', provider: null, account: null, client: 'me' }),
      pool({ id: 'day', window: 'day' }),
      pool({ id: 'minute', window: 'minute', remaining: 0 }),
      pool({ id: 'second', account: 'groq#2', remaining: 1 }),
    ];
    expect(groupsOf(pools, 'provider').map((group) => [group.key, group.pools.map((one) => one.id)])).toEqual([
      ['groq', ['minute', 'day', 'second']],
      ['', ['k']],
    ]);
    expect(groupsOf(pools, 'account').map(({ key, nearly, spent }) => [key, nearly, spent])).toEqual([
      ['groq#1', 0, 1],
      ['groq#2', 1, 0],
      ['', 0, 0],
    ]);
  });

  it.each([
    ['minute', 60_000],
    ['5 hours', 18_000_000],
    ['day', 86_400_000],
    ['lifetime', null],
    ['at once', null],
    [null, null],
  ])('with a window of %s lasts %s ms', (window, length) => expect(lengthOf(window)).toBe(length));
});
