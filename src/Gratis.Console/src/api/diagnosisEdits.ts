import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from './client';
import { diagnosisQuery, type Diagnosis } from './diagnosis';
import { routesQuery } from './routes';

const path = '/v1/gateway/endpoint-diagnosis';

/** Looks at every provider now and waits for what comes of it. */
export function useLookNow() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => api.post<Diagnosis>(`${path}/refresh`),
    onSuccess: (report) => {
      client.setQueryData(diagnosisQuery.queryKey, report);
      return client.invalidateQueries(routesQuery);
    },
  });
}

/** Accepts suggestions, or puts them away until their evidence changes. */
export function useDecide(decision: 'apply' | 'dismiss') {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (ids: readonly string[]) => api.post(`${path}/${decision}`, { suggestion_ids: ids }),
    onSettled: () =>
      Promise.all([
        client.invalidateQueries(diagnosisQuery),
        decision === 'apply' ? client.invalidateQueries(routesQuery) : undefined,
      ]),
  });
}
