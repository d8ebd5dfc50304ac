import { queryOptions } from '@tanstack/react-query';
import { api } from './client';

export interface RequestAttempt {
  route: string;
  account: string | null;
  verdict: string;
  status: number | null;
  ms: number;
}

/** A request that is remembered; what was said in it is not. */
export interface RememberedRequest {
  id: string;
  at: string;
  ms: number;
  operation: string;
  model: string;
  client: string | null;
  stream: boolean;
  outcome: string;
  status: number;
  input_tokens: number | null;
  output_tokens: number | null;
  cost_usd: number | null;
  attempts: RequestAttempt[];
}

/** The last thousand. */
export const requestsQuery = queryOptions({
  queryKey: ['requests'],
  queryFn: async ({ signal }) =>
    (await api.get<{ requests: RememberedRequest[] }>('/admin/api/requests', { query: { limit: 1000 }, signal }))
      .requests,
});
