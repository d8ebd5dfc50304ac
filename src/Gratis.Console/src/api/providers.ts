import { queryOptions } from '@tanstack/react-query';
import { api } from './client';

export type Health = 'ok' | 'trouble' | 'busy' | 'cooling' | 'spent' | 'payment_wanted' | 'refused_key' | 'gone';

export interface RouteStatus {
  route: string;
  health: Health;
  reason: string | null;
  until: string | null;
}

export interface ProviderStatus {
  id: string;
  configured: boolean;
  available: boolean;
  reason: string | null;
  retry_at: string | null;
  requests_today: number;
  tokens_today: number;
  routes: RouteStatus[];
}

export const providersQuery = queryOptions({
  queryKey: ['providers'],
  queryFn: async ({ signal }) =>
    (await api.get<{ providers: ProviderStatus[] }>('/v1/providers/status', { signal })).providers,
});
