import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from './client';

/** Signs another device in, once; nobody is shown it a second time. */
export interface SignInLink {
  token: string;
  url: string;
  expires_at: string;
}

export function useMakeLink() {
  return useMutation({ mutationFn: () => api.post<SignInLink>('/admin/api/session/link') });
}

/** Ends every other session and every link. */
export function useRotateAdminToken() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => api.post<{ token: string }>('/admin/api/admin-token/rotate'),
    onSuccess: () => client.invalidateQueries({ queryKey: ['audit'] }),
  });
}
