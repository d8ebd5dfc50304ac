import { QueryClient } from '@tanstack/react-query';
import { listen } from '@/api/client';
import { ApiError } from '@/api/error';
import { sessionQuery } from '@/api/session';

/** What was asked is fresh for some seconds; only what may pass by itself is asked again. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 5_000,
      retry: (failures, error) =>
        failures < 2 && !(error instanceof ApiError && error.status > 0 && error.status < 500),
      retryDelay: (failures) => 500 * 2 ** failures,
      // The gateway is usually on this machine: whether the internet is there says nothing about it.
      networkMode: 'always',
    },
    mutations: { networkMode: 'always' },
  },
});

listen({
  reached: () => undefined,
  // Whoever finds out first, every page goes to the sign-in.
  signedOut: () => void queryClient.setQueryData(sessionQuery.queryKey, null),
});
