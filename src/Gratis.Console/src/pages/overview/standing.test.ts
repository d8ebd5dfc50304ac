import { describe, expect, it } from 'vitest';
import type { DegradedPart } from '@/api/overview';
import { degradedOf } from './standing';

const part = (more: Partial<DegradedPart>): DegradedPart => ({
  provider: 'groq',
  route: 'groq/a',
  health: 'cooling',
  reason: 'rate limited',
  until: null,
  ...more,
});

describe('what is degraded', () => {
  it('is one line for the same reason, and says when the first is back', () =>
    expect(
      degradedOf([
        part({ until: '2026-01-01T00:05:00Z' }),
        part({ route: 'groq/b', until: '2026-01-01T00:01:00Z' }),
        part({ route: 'groq/c', reason: 'broken' }),
      ]).map(({ routes, until }) => [routes, until]),
    ).toEqual([
      [['groq/a', 'groq/b'], '2026-01-01T00:01:00Z'],
      [['groq/c'], null],
    ]));

  it('begins with what waits for its owner', () =>
    expect(
      degradedOf([
        part({}),
        part({ provider: 'nvidia', health: 'busy' }),
        part({ provider: 'openrouter', route: null, health: 'refused_key' }),
      ]).map(({ provider, routes }) => [provider, routes.length]),
    ).toEqual([
      ['openrouter', 0],
      ['groq', 1],
      ['nvidia', 1],
    ]));
});
