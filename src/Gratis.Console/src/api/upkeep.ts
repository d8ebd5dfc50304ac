import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from './client';

export interface Restore {
  /** What the next start puts in place. */
  waiting: { version: string; created: string; with_secrets: boolean } | null;
}

export const systems = ['env', 'litellm', 'openmux', 'llmproxy', 'freerouter'] as const;
export type System = (typeof systems)[number];

export interface ImportedConfig {
  config: string;
  remarks: { line: number; key: string; message: string }[];
  variables: { name: string; purpose: string; in_source: boolean }[];
}

interface ImportWish {
  system: System;
  name: string;
  text: string;
  save: boolean;
}

export interface BackupWish {
  config: boolean;
  /** Seals the secrets; null: they stay. */
  passphrase: string | null;
}

const restorePath = '/admin/api/restore';

export const restoreQuery = queryOptions({
  queryKey: ['restore'],
  queryFn: ({ signal }) => api.get<Restore>(restorePath, { signal }),
});

/** The archive, and what the gateway calls it. */
export async function backUp(wish: BackupWish): Promise<{ file: Blob; name: string }> {
  const answer = await api.open('POST', '/admin/api/backup', wish);
  const name = /filename="([^"]+)"/.exec(answer.headers.get('Content-Disposition') ?? '')?.[1];
  return { file: await answer.blob(), name: name ?? 'gratis.zip' };
}

export function useStageRestore() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ archive, passphrase }: { archive: File; passphrase: string }) =>
      api.post<Restore>(
        restorePath,
        archive,
        // Headers are no place for every letter.
        passphrase === '' ? undefined : { headers: { 'X-Gateway-Passphrase': encodeURIComponent(passphrase) } },
      ),
    onSuccess: (restore) => client.setQueryData(restoreQuery.queryKey, restore),
  });
}

export function useForgetRestore() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => api.delete(restorePath),
    onSuccess: () => client.setQueryData(restoreQuery.queryKey, { waiting: null }),
  });
}

export const useImport = () =>
  useMutation({ mutationFn: (wish: ImportWish) => api.post<ImportedConfig>('/admin/api/import', wish) });
