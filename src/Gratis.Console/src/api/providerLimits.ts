import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from './client';
import { configQuery, type Config, type ValueSource } from './config';

export const limitNames = ['rps', 'rpm', 'rph', 'rpd', 'rpmo', 'tpm', 'tph', 'tpd', 'tpmo', 'concurrency'] as const;
export type LimitName = (typeof limitNames)[number];

export const pacings = ['off', 'even', 'reserve'] as const;
export type Pacing = (typeof pacings)[number];

/** What the owner says of the limits of each account of a provider; null: what is built in or was learned counts. */
export type ProviderLimits = Record<LimitName, number | null> & {
  reset: string | null;
  pacing: Pacing | null;
  reserve_share: number | null;
};

type ConfigWithLimits = Config & { providers: Record<string, { limits: ProviderLimits | null } | undefined> };

export function limitsOf(config: Config, provider: string): Partial<ProviderLimits> {
  return (config as ConfigWithLimits).providers[provider]?.limits ?? {};
}

/** Who said a limit, where anybody did. */
export function sourceOf(config: Config, provider: string, name: keyof ProviderLimits): ValueSource | undefined {
  const source = config.sources[`providers.${provider}.limits.${name}`];
  return source?.layer === 'default' ? undefined : source;
}

/** Changes some of them at once; null takes a change back. */
export function usePatchLimits(provider: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (limits: Partial<ProviderLimits>) =>
      api.patch<Config>('/admin/api/config', { providers: { [provider]: { limits } } }),
    onSuccess: (config) => {
      client.setQueryData(configQuery.queryKey, config);
      return client.invalidateQueries({ queryKey: ['quotas'] });
    },
  });
}
