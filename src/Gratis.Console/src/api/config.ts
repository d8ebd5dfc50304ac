import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from './client';

export const strategies = ['weighted', 'priority', 'ranked', 'round_robin'] as const;
export type Strategy = (typeof strategies)[number];

export interface PoolTarget {
  model: string;
  weight: number;
}

export interface PoolConfig {
  strategy: Strategy;
  targets: PoolTarget[];
  fallback: string[];
  allowed_fails: number | null;
  cooldown_time: string | number | null;
}

export interface SpillConfig {
  enabled: boolean;
  monthly_budget_usd: number;
  daily_budget_usd: number | null;
  zone: string;
  targets: string[];
}

export const freeRules = ['price', 'all', 'none', 'suffix', 'list'] as const;
export type FreeRule = (typeof freeRules)[number];

/** A model that the owner named; it may hold more than is known here, and keeps it. */
export interface ModelConfig {
  id: string;
  kind?: 'chat' | 'embedding' | 'rerank' | null;
  free?: boolean | null;
}

/** A provider as the owner described it; there is more in it. */
export interface ProviderConfig {
  base_url: string | null;
  free: FreeRule | null;
  local: boolean | null;
  models: ModelConfig[];
}

/** Who said a value: `default`, `file`, `env` or `api`, and where it stands. */
export interface ValueSource {
  layer: string;
  at: string | null;
  variables: string[];
}

/** The parts of the config that pages here change; there is more in it. */
export interface Config {
  providers: Record<string, ProviderConfig>;
  pools: Record<string, PoolConfig>;
  spill: SpillConfig;
  sources: Record<string, ValueSource>;
}

const path = '/admin/api/config';

export const patchConfig = (patch: ConfigPatch) => api.patch<Config>(path, patch);

export const configQuery = queryOptions({
  queryKey: ['config'],
  queryFn: ({ signal }) => api.get<Config>(path, { signal }),
});

/** What changes, in the shape of the config; null takes a change back. */
export interface ConfigPatch {
  providers?: Record<string, Partial<ProviderConfig> | null>;
  pools?: Record<string, Partial<PoolConfig> | null>;
  spill?: { [K in keyof SpillConfig]?: SpillConfig[K] | null };
}

export function usePatchConfig() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: patchConfig,
    onSuccess: (config) => {
      client.setQueryData(configQuery.queryKey, config);
      // What stands behind a name follows the config, and so does what may be spent.
      return Promise.all(['models', 'quotas'].map((name) => client.invalidateQueries({ queryKey: [name] })));
    },
  });
}
