import { describe, expect, it } from 'vitest';
import { columnsOf, logAddress } from './figures';

describe('usage', () => {
  it('leads to the same requests in the log', () => {
    expect(logAddress('model', 'a/b:free')).toBe('/log?model=a%2Fb%3Afree');
    expect(logAddress('outcome', 'no_route')).toBe('/log?status=no_route');
    expect(logAddress('day', '2026-01-31')).toBe(
      '/log?from=2026-01-31T00%3A00%3A00.000Z&to=2026-02-01T00%3A00%3A00.000Z',
    );
    expect(logAddress('client', null)).toBeNull();
  });

  it('is turned from steps into lines', () => {
    const step = {
      at: '2026-01-01T00:00:00Z',
      requests: 3,
      served: 2,
      failed: 1,
      success: 2 / 3,
      input_tokens: 10,
      output_tokens: 20,
      cost_usd: 0,
      p50_ms: 100,
      p95_ms: 200,
      p50_first_token_ms: null,
      p95_first_token_ms: null,
    };
    expect(columnsOf([step])).toMatchObject({ at: [step.at], served: [2], failed: [1], p95: [200], firstP50: [null] });
  });
});
