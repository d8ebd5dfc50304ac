import { queryOptions, useMutation, useQueryClient, type QueryClient } from '@tanstack/react-query';
import { api } from './client';
import { knownProvidersQuery } from './knownProviders';
import type { Health } from './providers';
import { sessionQuery } from './session';

/** Beside the health of a route: why an account does not serve at all. */
export type AccountState =
  Health | 'disabled' | 'unreadable' | 'duplicate' | 'incomplete' | 'unknown_provider' | 'not_in_use';

/** One key at a provider; of the key itself no more than its end is ever told. */
export interface Account {
  id: string;
  /** Its name in quotas, logs and plans. */
  account: string;
  provider: string;
  label: string | null;
  last4: string | null;
  source: 'config' | 'environment' | 'stored';
  variable: string | null;
  enabled: boolean;
  added_at: string | null;
  health: { state: AccountState; reason: string | null; until: string | null };
}

/** What came of asking for the list of models, and for one token of a model that costs nothing. */
export interface AccountTest {
  ok: boolean;
  list: { ok: boolean | null; status: number | null; ms: number | null; models: number | null; reason: string | null };
  chat: {
    ok: boolean | null;
    route: string | null;
    status: number | null;
    ms: number | null;
    verdict: string | null;
    reason: string | null;
  };
}

interface AccountPage {
  data: Account[];
  next: string | null;
}

const path = '/admin/api/accounts';
const pathOf = (id: string) => `${path}/${encodeURIComponent(id)}`;

/** All of them: an owner has tens, at most hundreds. */
export const accountsQuery = queryOptions({
  queryKey: ['accounts'],
  queryFn: async ({ signal }) => {
    const all: Account[] = [];
    let before: string | undefined;
    do {
      const page = await api.get<AccountPage>(path, { query: { limit: 1000, before }, signal });
      all.push(...page.data);
      before = page.next ?? undefined;
    } while (before !== undefined);
    return all;
  },
});

export const accountsApi = {
  add: async (provider: string, keys: readonly string[], label: string | null) =>
    (await api.post<AccountPage>(path, { provider, keys, label })).data,
  change: (id: string, change: { label?: string | null; enabled?: boolean }) => api.patch<Account>(pathOf(id), change),
  rotate: (id: string, key: string) => api.post<Account>(`${pathOf(id)}/rotate`, { key }),
  remove: (id: string) => api.delete(pathOf(id)),
  test: (id: string) => api.post<AccountTest>(`${pathOf(id)}/test`),
};

/** Whatever follows from which accounts there are, and how they stand: nearly everything. */
export const accountsChanged = (client: QueryClient) =>
  Promise.all([
    ...[accountsQuery, knownProvidersQuery, sessionQuery].map(({ queryKey }) => client.invalidateQueries({ queryKey })),
    ...['providers', 'routes', 'models', 'quotas', 'discovery'].map((name) =>
      client.invalidateQueries({ queryKey: [name] }),
    ),
  ]);

/** Does something to accounts, and has everything that follows from it asked for again. */
export function useAccountsMutation<Input, Output>(run: (input: Input) => Promise<Output>) {
  const client = useQueryClient();
  return useMutation({ mutationFn: run, onSettled: () => accountsChanged(client) });
}
