import { queryOptions } from '@tanstack/react-query';
import { api } from './client';

/** One limit that is spent together. Amounts of `usd` and `credits` are dollars, all others whole numbers. */
export interface QuotaPool {
  id: string;
  provider: string | null;
  account: string | null;
  client: string | null;
  scope: 'account' | 'account_model' | 'provider' | 'model_class' | 'egress' | 'client_key' | 'budget';
  models: string[];
  metric: 'requests' | 'tokens' | 'input_tokens' | 'output_tokens' | 'credits' | 'usd' | 'concurrency';
  window: string | null;
  limit: number | null;
  used: number;
  reserved: number;
  remaining: number | null;
  resets_at: string | null;
  source: 'unknown' | 'guess' | 'facts' | 'body' | 'header' | 'balance' | 'owner';
  confidence: number;
  clock: 'calendar' | 'first_use' | 'refill' | 'rolling' | null;
  zone: string | null;
  last_429: string | null;
  spent_until: string | null;
  pacing: 'even' | 'reserve' | 'off';
}

export interface QuotaSample {
  at: string;
  used: number;
  limit: number | null;
  /** Null for a window that rolls. */
  window_start: string | null;
}

export interface QuotaHistory {
  pool: string;
  from: string;
  to: string;
  samples: QuotaSample[];
}

const path = '/admin/api/quotas';

const listQuery = (isAll: boolean) =>
  queryOptions({
    queryKey: ['quotas', { isAll }],
    queryFn: async ({ signal }) =>
      (await api.get<{ pools: QuotaPool[] }>(path, { query: { all: isAll || undefined }, signal })).pools,
  });

/** The pools that bind. */
export const quotasQuery = listQuery(false);

/** Also those whose limit nobody knows. */
export const allQuotasQuery = listQuery(true);

const hour = 3_600_000;

export const historyRanges = { '24h': 24 * hour, '7d': 168 * hour } as const;
export type HistoryRange = keyof typeof historyRanges;

export const quotaHistoryQuery = (pool: string, range: HistoryRange) =>
  queryOptions({
    queryKey: ['quotas', 'history', pool, range],
    queryFn: ({ signal }) => {
      const from = new Date(Date.now() - historyRanges[range]).toISOString();
      return api.get<QuotaHistory>(`${path}/history`, { query: { pool, from }, signal });
    },
  });
