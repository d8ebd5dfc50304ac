import { queryOptions } from '@tanstack/react-query';
import { api } from './client';

export interface ModelList {
  provider: string;
  last_success: string | null;
  last_attempt: string | null;
  problem: string | null;
  models: number;
  ignored: string[];
  next: string | null;
  looking: boolean;
}

export interface Discovery {
  enabled: boolean;
  lists: ModelList[];
  news: { at: string; route: string; what: string }[];
}

export const discoveryQuery = queryOptions({
  queryKey: ['discovery'],
  queryFn: ({ signal }) => api.get<Discovery>('/admin/api/discovery', { signal }),
});
