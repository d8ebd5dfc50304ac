import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useState } from 'react';
import { accountsApi, accountsChanged, type Account, type AccountTest } from '@/api/accounts';
import { api } from '@/api/client';

export type TestState =
  { state: 'running' } | { state: 'done'; test: AccountTest } | { state: 'failed'; error: unknown };

/** Tries keys out, one after the other, and reads the lists of providers that answered: so that their models are there. */
export function useKeyTests() {
  const client = useQueryClient();
  const [tests, setTests] = useState<Readonly<Record<string, TestState>>>({});

  const run = useCallback(
    async (accounts: readonly Pick<Account, 'id' | 'provider'>[]) => {
      const set = (id: string, state: TestState) => setTests((before) => ({ ...before, [id]: state }));
      for (const { id } of accounts) set(id, { state: 'running' });

      const listed = new Set<string>();
      for (const { id, provider } of accounts)
        try {
          const test = await accountsApi.test(id);
          set(id, { state: 'done', test });
          if (test.list.ok === true) listed.add(provider);
        } catch (error) {
          set(id, { state: 'failed', error });
        }

      await Promise.allSettled([...listed].map(readList));
      await accountsChanged(client);
    },
    [client],
  );
  return { tests, run };
}

/** Asks a provider for its models now. */
export const readList = (provider: string) =>
  api.post<{ lists: { provider: string; last_success: string | null; problem: string | null; models: number }[] }>(
    '/admin/api/discovery/refresh',
    { provider },
  );
