import { accountsApi, accountsChanged } from '@/api/accounts';
import { configQuery, patchConfig, type ProviderConfig } from '@/api/config';
import { useMutation, useQueryClient } from '@tanstack/react-query';

/** Describes a provider, or with null takes that back: its keys that are stored here go first, they would be of no use. */
export function useProviderConfig() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async ({ id, config, keys = [] }: ProviderChange) => {
      for (const key of keys) await accountsApi.remove(key);
      return patchConfig({ providers: { [id]: config } });
    },
    onSuccess: (config) => client.setQueryData(configQuery.queryKey, config),
    onSettled: () => accountsChanged(client),
  });
}

interface ProviderChange {
  id: string;
  config: Partial<ProviderConfig> | null;
  /** Ids of accounts that go with it. */
  keys?: readonly string[];
}
