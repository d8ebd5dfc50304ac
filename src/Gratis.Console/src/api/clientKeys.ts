import { queryOptions } from '@tanstack/react-query';
import { api } from './client';

export const limitNames = ['rpm', 'rpd', 'tpm', 'tpd', 'concurrency'] as const;
export type LimitName = (typeof limitNames)[number];

/** What a client may do; null where nothing is said. */
export interface ClientTerms {
  name: string;
  limits: Record<LimitName, number | null>;
  daily_budget_usd: number | null;
  monthly_budget_usd: number | null;
  models: string[];
  providers: string[];
  avoid_providers: string[];
  regions: string[];
  avoid_regions: string[];
  privacy: 'any' | 'no_training';
  priority: 'interactive' | 'background';
  sticky: boolean | null;
  max_wait_seconds: number | null;
}

export interface ClientKey extends ClientTerms {
  /** Null for a key of the config, which is changed there. */
  id: string | null;
  source: 'config' | 'issued';
  last4: string | null;
  created_at: string | null;
  revoked_at: string | null;
  last_used_at: string | null;
}

/** The one answer that holds the key itself. */
export interface IssuedKey extends ClientKey {
  key: string;
}

const path = '/admin/api/client-keys';
const pathOf = (id: string) => `${path}/${encodeURIComponent(id)}`;

/** Revoked ones too. */
export const clientKeysQuery = queryOptions({
  queryKey: ['client-keys'],
  queryFn: async ({ signal }) =>
    (await api.get<{ client_keys: ClientKey[] }>(path, { query: { all: true }, signal })).client_keys,
});

export const clientKeysApi = {
  issue: (terms: ClientTerms) => api.post<IssuedKey>(path, terms),
  replace: (id: string, terms: ClientTerms) => api.put<ClientKey>(pathOf(id), terms),
  rotate: (id: string) => api.post<IssuedKey>(`${pathOf(id)}/rotate`),
  revoke: (id: string) => api.delete(pathOf(id)),
};

/** A key that was just made or pasted: in the memory of this page alone, and gone when it is left or signed out of. */
export const freshKeyQuery = queryOptions({
  queryKey: ['fresh-key'],
  queryFn: () => '',
  staleTime: Infinity,
  gcTime: Infinity,
});
