import { queryOptions } from '@tanstack/react-query';
import { api } from './client';
import { ApiError } from './error';

/** Whether the gateway can serve; why not, where it cannot. */
export interface Readiness {
  status: string;
  providers?: number;
  routes?: number;
  config_ok?: boolean;
}

export const readinessQuery = queryOptions({
  queryKey: ['readiness'],
  queryFn: async ({ signal }): Promise<Readiness> => {
    try {
      return await api.get<Readiness>('/health/ready', { signal });
    } catch (error) {
      // Not ready is an answer, too.
      if (error instanceof ApiError && error.status === 503) return { status: 'not_ready' };
      throw error;
    }
  },
});

/** How it stands with the log of requests. */
export interface LogHealth {
  bytes: number;
  dropped: number;
  problem: string | null;
}

export const logHealthQuery = queryOptions({
  queryKey: ['overview', 'log'],
  queryFn: async ({ signal }) => (await api.get<{ log: LogHealth }>('/admin/api/overview', { signal })).log,
});
