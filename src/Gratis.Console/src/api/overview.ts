import { queryOptions } from '@tanstack/react-query';
import { api } from './client';
import type { Health } from './providers';

/** What the limits of a day or longer leave of a provider; null where none is known. */
export interface Capacity {
  provider: string;
  requests_left: number | null;
  requests_limit: number | null;
  tokens_left: number | null;
  tokens_limit: number | null;
  resets_at: string | null;
}

/** Something that does not answer as it should; without a route, all of the provider. */
export interface DegradedPart {
  provider: string;
  route: string | null;
  health: Health;
  reason: string | null;
  until: string | null;
}

/** Today, in days of UTC. */
export interface Overview {
  at: string;
  requests_today: number;
  served_today: number;
  success_today: number | null;
  tokens_today: number;
  cost_today_usd: number;
  cost_month_usd: number;
  capacity: { requests_left: number | null; tokens_left: number | null; by_provider: Capacity[] };
  degraded: DegradedPart[];
  news: { at: string; route: string; what: string }[];
  suggestions: number;
  log: { bytes: number; dropped: number; problem: string | null };
}

export const overviewQuery = queryOptions({
  queryKey: ['overview'],
  queryFn: ({ signal }) => api.get<Overview>('/admin/api/overview', { signal }),
});
