import { groupBy } from '@/app/groupBy';
import type { QuotaPool } from '@/api/quotas';

export const shows = ['binding', 'nearly', 'spent', 'all'] as const;
export type Show = (typeof shows)[number];

export const groupings = ['provider', 'account'] as const;
export type Grouping = (typeof groupings)[number];

/** Under a quarter left; the gauges say it in the same way. */
const nearly = 0.25;

/** Between 0 and 1; null where no limit is known. */
export function shareLeft(pool: QuotaPool): number | null {
  if (isSpent(pool)) return 0;
  if (pool.limit === null || pool.remaining === null) return null;
  return pool.limit > 0 ? Math.min(Math.max(pool.remaining / pool.limit, 0), 1) : 0;
}

export function isSpent(pool: QuotaPool): boolean {
  return pool.spent_until !== null || (pool.remaining !== null && pool.remaining <= 0);
}

export function isNearlySpent(pool: QuotaPool): boolean {
  const share = shareLeft(pool);
  return share !== null && share < nearly && !isSpent(pool);
}

/** Those that are asked for: in a state, and with a text in a name. */
export function matching(pools: readonly QuotaPool[], show: Show, text: string): QuotaPool[] {
  const wanted = text.trim().toLowerCase();
  return pools.filter(
    (pool) =>
      (show === 'nearly' ? isNearlySpent(pool) : show === 'spent' ? isSpent(pool) : true) &&
      (wanted === '' || [pool.id, pool.client, ...pool.models].some((name) => name?.toLowerCase().includes(wanted))),
  );
}

export interface PoolGroup {
  key: string;
  /** Null: pools of your own clients. */
  provider: string | null;
  account: string | null;
  pools: QuotaPool[];
  nearly: number;
  spent: number;
}

/** By name; what is yours comes after what is theirs. */
export function groupsOf(pools: readonly QuotaPool[], by: Grouping): PoolGroup[] {
  const keyOf = (pool: QuotaPool) =>
    by === 'provider' || pool.provider === null ? (pool.provider ?? '') : (pool.account ?? pool.provider);
  return [...groupBy(pools, keyOf)]
    .map(([key, own]) => ({
      key,
      provider: own[0]?.provider ?? null,
      account: by === 'account' ? (own[0]?.account ?? null) : null,
      pools: own.sort((a, b) => placeOf(a).localeCompare(placeOf(b)) || windowOf(a) - windowOf(b)),
      nearly: own.filter(isNearlySpent).length,
      spent: own.filter(isSpent).length,
    }))
    .sort((a, b) => Number(a.provider === null) - Number(b.provider === null) || a.key.localeCompare(b.key));
}

const placeOf = (pool: QuotaPool) => [pool.account ?? '', pool.client ?? '', ...pool.models].join('\n');

const second = 1000;
const units: Record<string, number> = {
  second,
  minute: 60 * second,
  hour: 3600 * second,
  day: 86_400 * second,
  week: 7 * 86_400 * second,
  month: 30 * 86_400 * second,
};

/** How long a window is, as `minute` or `5 hours` say it; of months about. */
export function lengthOf(window: string | null): number | null {
  const [, count, unit] = /^(?:(\d+) )?([a-z]+?)s?$/.exec(window ?? '') ?? [];
  const length = unit === undefined ? undefined : units[unit];
  return length === undefined ? null : length * Number(count ?? 1);
}

const windowOf = (pool: QuotaPool) => lengthOf(pool.window) ?? Number.MAX_VALUE;
