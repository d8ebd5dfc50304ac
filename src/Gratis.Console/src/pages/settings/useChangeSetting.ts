import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '@/api/client';
import { configQuery, type Config } from '@/api/config';
import { patchOf } from '@/api/configSchema';

/** Changes one value; null takes a change back. What stands on it is asked again. */
export function useChangeSetting(key: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (value: unknown) => api.patch<Config>('/admin/api/config', patchOf(key, value)),
    onSuccess: async (config) => {
      client.setQueryData(configQuery.queryKey, config);
      await client.invalidateQueries({ predicate: ({ queryKey: [name] }) => name === 'models' || name === 'audit' });
    },
  });
}
