import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from './client';
import { ApiError } from './error';

export interface Session {
  signed_in: true;
  expires_at: string;
  demo: boolean;
  version: string;
}

const path = '/admin/api/session';

/** Null when nobody is signed in. */
export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: async ({ signal }): Promise<Session | null> => {
    try {
      return await api.get<Session>(path, { signal });
    } catch (error) {
      if (error instanceof ApiError && error.isSignedOut) return null;
      throw error;
    }
  },
  staleTime: 60_000,
});

/** With the admin token, or the one-time token of a sign-in link. */
export function useSignIn() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (token: string) => api.post<Session>(path, { token }),
    // A question that was asked before the sign-in and is still under way would be answered "nobody".
    onSuccess: async (session) => {
      await client.cancelQueries(sessionQuery);
      client.setQueryData(sessionQuery.queryKey, session);
    },
  });
}

/** Whoever asks is gone when it fails: what is told then is given before. */
export function useSignOut(failed: (error: Error) => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => api.delete(path),
    // The pages go first: one that asks once more while the session ends would be refused, and what it shows is no longer wanted.
    onMutate: () => {
      const before = client.getQueryData(sessionQuery.queryKey);
      client.setQueryData(sessionQuery.queryKey, null);
      return before;
    },
    onError: (error, _nothing, before) => {
      client.setQueryData(sessionQuery.queryKey, before);
      failed(error);
    },
    // Nothing of the owner stays in a browser that is signed out.
    onSuccess: () => client.removeQueries({ predicate: (query) => query.queryKey[0] !== sessionQuery.queryKey[0] }),
  });
}
