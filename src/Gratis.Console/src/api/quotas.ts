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
  source: string;
  confidence: number;
  clock: 'calendar' | 'first_use' | 'refill' | 'rolling' | null;
  zone: string | null;
  last_429: string | null;
  spent_until: string | null;
  pacing: 'even' | 'reserve' | 'off';
}

export const quotasQuery = queryOptions({
  queryKey: ['quotas'],
  queryFn: async ({ signal }) => (await api.get<{ pools: QuotaPool[] }>('/admin/api/quotas', { signal })).pools,
});
