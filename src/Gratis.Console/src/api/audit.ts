import { infiniteQueryOptions } from '@tanstack/react-query';
import { api } from './client';

export const auditActors = ['session', 'token', 'link', 'file', 'unknown'] as const;
export const auditActions = ['change', 'sign_in', 'sign_out', 'reload'] as const;

/** Something that was done, or tried. */
export interface AuditEntry {
  id: string;
  at: string;
  who: (typeof auditActors)[number];
  remote: string | null;
  action: (typeof auditActions)[number];
  method: string | null;
  path: string | null;
  target: string | null;
  status: number | null;
  detail: string | null;
}

interface AuditPage {
  data: AuditEntry[];
  next: string | null;
}

/** Newest first, a page at a time. */
export const auditQuery = infiniteQueryOptions({
  queryKey: ['audit'],
  queryFn: ({ signal, pageParam }) =>
    api.get<AuditPage>('/admin/api/audit', { query: { limit: 50, before: pageParam ?? undefined }, signal }),
  initialPageParam: null as string | null,
  getNextPageParam: (page: AuditPage) => page.next,
});
