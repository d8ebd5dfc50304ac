import { queryOptions } from '@tanstack/react-query';
import { api } from './client';
import type { AccountState } from './accounts';

/** A provider that the gateway knows, or one of the owner's own; null where nobody knows. */
export interface KnownProvider {
  id: string;
  name: string;
  sign_up: string | null;
  home: string | null;
  tier: 'standing' | 'credits' | 'none' | null;
  free_models: string;
  note: string | null;
  limits: string[];
  data_policy: { trains: boolean | null; note: string | null };
  region: string | null;
  needs: { phone: boolean | null; card: boolean | null; other: string | null };
  permanence: 'standing' | 'credits' | 'trial' | 'preview' | 'ended' | 'none' | null;
  environment_variables: string[];
  address_variables: string[];
  dialect: string;
  local: boolean;
  needs_key: boolean;
  configured: boolean;
  accounts: number;
  routes: number;
  free_routes: number;
  known_models: number;
  known_free_models: number;
  status: { state: AccountState | 'not_configured'; reason: string | null; until: string | null };
  evidence: { from: string; at: string; confidence: number } | null;
}

export const knownProvidersQuery = queryOptions({
  queryKey: ['known-providers'],
  queryFn: async ({ signal }) =>
    (await api.get<{ data: KnownProvider[] }>('/admin/api/providers', { query: { limit: 1000 }, signal })).data,
});
