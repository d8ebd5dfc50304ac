import { describe, expect, it } from 'vitest';
import { burnDown } from './burnDown';
import { pool } from './pool.fixture';

const now = Date.parse('2026-01-02T18:00:00Z');
const sample = (
  at: string,
  used: number,
  start: string | null = '2026-01-02T00:00:00Z',
  limit: number | null = 100,
) => ({
  at,
  used,
  limit,
  window_start: start,
});

describe('a burn-down curve', () => {
  it('begins with all of it, and ends at the reset', () => {
    const one = pool({ used: 60, remaining: 40, resets_at: '2026-01-03T00:00:00Z' });
    const curve = burnDown(one, [sample('2026-01-02T12:00:00Z', 30)], now);
    expect(curve.at).toEqual([
      '2026-01-02T00:00:00.000Z',
      '2026-01-02T12:00:00.000Z',
      '2026-01-02T18:00:00.000Z',
      '2026-01-03T00:00:00.000Z',
    ]);
    expect(curve.left).toEqual([100, 70, 40, null]);
    expect(curve.even).toEqual([100, 50, 25, 0]);
  });

  it('begins anew with each window', () => {
    const one = pool({ used: 10, remaining: 90, resets_at: '2026-01-03T00:00:00Z' });
    const yesterday = sample('2026-01-01T12:00:00Z', 80, '2026-01-01T00:00:00Z');
    const curve = burnDown(one, [yesterday, sample('2026-01-02T06:00:00Z', 10)], now);
    expect(curve.left).toEqual([100, 20, 20, 100, 90, 90, null]);
    expect(curve.even).toEqual([100, 50, 0, 100, 75, 25, 0]);
  });

  it('is full again when the last window that was used is over', () => {
    const curve = burnDown(pool(), [sample('2026-01-01T12:00:00Z', 80, '2026-01-01T00:00:00Z')], now);
    expect(curve.left).toEqual([100, 20, 100]);
  });

  it('has no even pace where windows roll', () => {
    const curve = burnDown(pool({ remaining: 60, clock: 'rolling' }), [sample('2026-01-02T12:00:00Z', 30, null)], now);
    expect(curve.left).toEqual([70, 60]);
    expect(curve.even).toEqual([null, null]);
  });

  it('tells what was used where no limit is known', () => {
    const curve = burnDown(
      pool({ limit: null, remaining: null, used: 31 }),
      [sample('2026-01-02T12:00:00Z', 30, null, null)],
      now,
    );
    expect(curve).toMatchObject({ left: [30, 31], hasLimit: false });
  });

  it('is empty without samples', () => expect(burnDown(pool(), [], now).at).toEqual([]));
});
