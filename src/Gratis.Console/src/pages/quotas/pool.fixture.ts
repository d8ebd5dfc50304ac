import type { QuotaPool } from '@/api/quotas';

/** A pool of a hundred requests a day, untouched. */
export const pool = (more: Partial<QuotaPool> = {}): QuotaPool => ({
  id: 'groq#1:rpd',
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
