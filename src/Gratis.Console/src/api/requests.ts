import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { api } from './client';

export interface RequestAttempt {
  route: string;
  account: string | null;
  verdict: string;
  status: number | null;
  ms: number;
}

export const operations = ['chat', 'embeddings', 'rerank'] as const;
export type Operation = (typeof operations)[number];

/** What became of a request. */
export interface LoggedRequest {
  id: string;
  at: string;
  ms: number;
  first_token_ms: number | null;
  operation: Operation;
  model: string | null;
  client: string | null;
  stream: boolean;
  /** `served`, `streaming`, `cancelled`, or the code of its error. */
  outcome: string;
  error: string | null;
  status: number | null;
  route: string | null;
  provider: string | null;
  account: string | null;
  input_tokens: number | null;
  output_tokens: number | null;
  cost_usd: number | null;
  /** Why it was paid for. */
  spill: string | null;
  attempts: RequestAttempt[];
  candidate_count: number;
  rejected_count: number;
}

/** One of them with its plan, and what was said where that is kept. */
export interface RequestStory extends LoggedRequest {
  candidates: { route: string; account: string | null; score: number | null; reasons: string[] }[];
  rejected: { route: string; account: string | null; reason: string; detail: string | null; until: string | null }[];
  plan_kept: boolean;
  request_body: string | null;
  answer_body: string | null;
}

/** What is asked of the log: each narrows it, what is empty does not. */
export interface RequestFilter {
  q?: string;
  model?: string;
  route?: string;
  provider?: string;
  client?: string;
  status?: string;
  operation?: string;
  /** Instants. */
  from?: string;
  to?: string;
}

interface RequestPage {
  requests: LoggedRequest[];
  next: string | null;
}

const path = '/admin/api/requests';
const pageSize = 200;

/** The log page by page, newest first. It grows only when it is asked to: a list that moves by itself cannot be read. */
export const requestPagesQuery = (filter: RequestFilter) =>
  infiniteQueryOptions({
    queryKey: ['requests', filter],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) =>
      api.get<RequestPage>(path, { query: { ...filter, limit: pageSize, before: pageParam }, signal }),
    getNextPageParam: (page: RequestPage) => page.next,
    staleTime: Infinity,
    gcTime: 60_000,
  });

export const requestQuery = (id: string) =>
  queryOptions({
    queryKey: ['request', id],
    queryFn: ({ signal }) => api.get<RequestStory>(`${path}/${encodeURIComponent(id)}`, { signal }),
    // A stream goes on while it is looked at.
    refetchInterval: (query) => (query.state.data?.outcome === 'streaming' ? 2_000 : false),
  });

/** Where the same requests come from as a file. */
export function exportAddress(filter: RequestFilter, format: 'csv' | 'json'): string {
  const given = Object.entries({ format, ...filter }).filter(([, value]) => value !== '');
  return `${path}/export?${new URLSearchParams(given)}`;
}
