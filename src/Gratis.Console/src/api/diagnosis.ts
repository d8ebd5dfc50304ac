import { queryOptions } from '@tanstack/react-query';
import { api } from './client';

export interface Suggestion {
  id: string;
  action: string;
  route_id: string;
  provider: string;
  reason: string;
  confidence: number;
  proven: boolean;
  evidence: string | null;
  created_at: string;
}

export interface Diagnosis {
  running: boolean;
  last_run: string | null;
  next_run: string | null;
  suggestions: Suggestion[];
  inconclusive: { route_id: string; question: string; reason: string }[];
  budget: { provider: string; used: number; limit: number }[];
  news: { at: string; route_id: string; what: string }[];
}

export const diagnosisQuery = queryOptions({
  queryKey: ['diagnosis'],
  queryFn: ({ signal }) => api.get<Diagnosis>('/v1/gateway/endpoint-diagnosis', { signal }),
});
