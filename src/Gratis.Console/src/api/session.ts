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
    mutationFn: (token: string) => api.post(path, { token }),
    onSuccess: () => client.invalidateQueries(sessionQuery),
  });
}

export function useSignOut() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => api.delete(path),
    // Nothing of the owner stays in a browser that is signed out.
    onSuccess: () => {
      client.setQueryData(sessionQuery.queryKey, null);
      client.removeQueries({ predicate: (query) => query.queryKey[0] !== sessionQuery.queryKey[0] });
    },
  });
}
