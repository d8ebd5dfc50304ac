import { queryOptions } from '@tanstack/react-query';
import { api } from './client';
import type { Health } from './providers';

export const capabilities = ['tools', 'vision', 'audio', 'structured_output', 'reasoning', 'web_search'] as const;
export type Capability = (typeof capabilities)[number];

export const tiers = ['lite', 'standard', 'large', 'reasoning'] as const;
export type Tier = (typeof tiers)[number];

export const routeStates = ['enabled', 'found', 'disabled', 'dead'] as const;
export type RouteState = (typeof routeStates)[number];

/** Why a thing is believed. */
export interface Evidence {
  layer: string;
  source: string;
  from: string | null;
  at: string | null;
  confidence: number;
  detail: string | null;
}

/** A row of the catalogue. */
export interface CatalogueRoute {
  route_id: string;
  provider: string;
  model: string;
  display_name: string;
  rank: number;
  enabled: boolean;
  state: RouteState;
  state_reason: string | null;
  kind: 'chat' | 'embedding' | 'rerank';
  context: number | null;
  max_output: number | null;
  capabilities: Record<Capability, boolean | null>;
  free: boolean;
  local: boolean;
  /** Dollars per million tokens. */
  price: { input: number; output: number } | null;
  family: string | null;
  tier: Tier;
  quality: { points: number; why: string; measured: boolean };
  score: { total: number; parts: { name: string; points: number; why: string | null }[] };
  rank_reasons: string[];
  evidence: Evidence;
  released: string | null;
  expires: string | null;
  missing_since: string | null;
  health: { health: Health; reason: string | null; until: string | null };
}

/** What somebody says of a route; of several about one topic one is believed. */
export interface Claim extends Evidence {
  topic: string;
  value: string;
  believed: boolean;
}

export interface RouteDetails extends CatalogueRoute {
  claims: Claim[];
}

/** The owner's word; null takes it back. */
export interface RouteEdit {
  free?: boolean | null;
  capabilities?: Partial<Record<Capability, boolean | null>>;
}

export interface ProbeResult {
  route_id: string;
  results: {
    tag: string;
    status: 'supported' | 'unsupported' | 'inconclusive' | 'not_probed';
    detail: string | null;
  }[];
  budget: { provider: string; used: number; limit: number; exceeded: boolean };
}

const catalogue = '/v1/gateway/models';
const routePath = (id: string) => `${catalogue}/${encodeURIComponent(id)}`;
const adminPath = (id: string) => `/admin/api/routes/${encodeURIComponent(id)}`;
const rows = async (answer: Promise<{ data: CatalogueRoute[] }>) => (await answer).data;

/** The whole catalogue, best first. */
export const routesQuery = queryOptions({
  queryKey: ['routes'],
  queryFn: ({ signal }) => rows(api.get(catalogue, { signal })),
});

/** One route with everything that anybody says of it. */
export const routeQuery = (id: string) =>
  queryOptions({
    queryKey: ['routes', id],
    queryFn: ({ signal }) => api.get<RouteDetails>(adminPath(id), { signal }),
  });

/** What the owner does to routes. */
export const routesApi = {
  arrange: (ids: readonly string[]) => rows(api.put(catalogue, ids)),
  autoRank: () => rows(api.post(`${catalogue}/auto-rank`)),
  reset: () => rows(api.post(`${catalogue}/reset`)),
  turn: (id: string, isOn: boolean) => api.post<CatalogueRoute>(`${routePath(id)}/${isOn ? 'enable' : 'disable'}`),
  resetHealth: (id: string) => api.post<CatalogueRoute>(`${routePath(id)}/health/reset`),
  edit: (id: string, edit: RouteEdit) => api.put<RouteDetails>(adminPath(id), edit),
  probe: (id: string) => api.post<ProbeResult>(`${routePath(id)}/probe-capabilities`),
};
