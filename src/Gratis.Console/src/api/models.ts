import { queryOptions } from '@tanstack/react-query';
import { api } from './client';
import type { Capability, Tier } from './routes';

/** A name that a request may ask for. Virtual models have no tier of their own. */
export interface Model {
  id: string;
  owned_by: string;
  family?: string;
  tier?: Tier;
  kind?: 'chat' | 'embedding' | 'rerank';
  free?: boolean;
  capabilities?: Capability[];
}

export const modelsQuery = queryOptions({
  queryKey: ['models'],
  queryFn: async ({ signal }) => (await api.get<{ data: Model[] }>('/v1/models', { signal })).data,
});

/** One of them; a virtual model with its candidates in order. */
export const modelQuery = (id: string) =>
  queryOptions({
    queryKey: ['models', id],
    queryFn: ({ signal }) =>
      api.get<Model & { candidates?: string[] }>(`/v1/models/${encodeURIComponent(id)}`, { signal }),
  });
