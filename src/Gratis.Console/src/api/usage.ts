import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { api } from './client';

export const usageRanges = ['24h', '7d', '30d', '90d'] as const;
export type UsageRange = (typeof usageRanges)[number];

export const usageColumns = ['model', 'route', 'provider', 'client', 'outcome', 'day'] as const;
export type UsageColumn = (typeof usageColumns)[number];

/** Requests added up; times are of served ones, null where there were none. */
export interface UsageFigures {
  requests: number;
  served: number;
  failed: number;
  /** Of those whose clients did not leave; 0 to 1. */
  success: number | null;
  input_tokens: number;
  output_tokens: number;
  cost_usd: number;
  p50_ms: number | null;
  p95_ms: number | null;
  p50_first_token_ms: number | null;
  p95_first_token_ms: number | null;
}

export interface UsageStep extends UsageFigures {
  at: string;
}

export interface UsageRow extends UsageFigures {
  /** Null for no client, no route, and names that are none of ours. */
  key: string | null;
}

export interface Usage {
  range: UsageRange;
  from: string;
  to: string;
  step: 'hour' | 'day';
  by: UsageColumn;
  series: UsageStep[];
  rows: UsageRow[];
  totals: UsageFigures;
}

export const usageQuery = (range: UsageRange, by: UsageColumn = 'model') =>
  queryOptions({
    queryKey: ['usage', range, by],
    queryFn: ({ signal }) => api.get<Usage>('/admin/api/usage', { query: { range, by }, signal }),
    // Another range or column replaces the old one when it is there, and not by nothing before.
    placeholderData: keepPreviousData,
  });
