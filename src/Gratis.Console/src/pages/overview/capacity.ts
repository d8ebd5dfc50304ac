import type { QuotaPool } from '@/api/quotas';
import { groupBy } from '@/app/groupBy';

/** What is left of a day's allowance. */
export interface Allowance {
  remaining: number;
  limit: number;
}

/** What one provider gives today, over all accounts; null where no daily limit is known. */
export interface ProviderCapacity {
  provider: string;
  requests: Allowance | null;
  tokens: Allowance | null;
  /** When the first of what was used comes back. */
  resetsAt: string | null;
}

/** Each provider that has a limit a day, by name. */
export function capacityOf(pools: readonly QuotaPool[]): ProviderCapacity[] {
  const days = pools.filter((pool) => pool.window === 'day' && pool.provider !== null && pool.limit !== null);
  return [...groupBy(days, (pool) => pool.provider ?? '')]
    .map(([provider, own]) => ({
      provider,
      requests: providerAllowance(own.filter((pool) => pool.metric === 'requests')),
      tokens: providerAllowance(own.filter((pool) => pool.metric === 'tokens')),
      resetsAt: firstReset(own),
    }))
    .filter((one) => one.requests !== null || one.tokens !== null)
    .sort((a, b) => a.provider.localeCompare(b.provider));
}

export function sum(allowances: readonly (Allowance | null)[]): Allowance | null {
  const known = allowances.filter((allowance) => allowance !== null);
  return known.length === 0
    ? null
    : known.reduce((a, b) => ({ remaining: a.remaining + b.remaining, limit: a.limit + b.limit }));
}

/** The accounts together, unless the provider itself gives less. */
function providerAllowance(pools: readonly QuotaPool[]): Allowance | null {
  const whole = pools.filter((pool) => pool.account === null).map(allowanceOf);
  const accounts = groupBy(
    pools.filter((pool) => pool.account !== null),
    (pool) => pool.account,
  );
  return least([...whole, sum([...accounts.values()].map(accountAllowance))]);
}

/** An account's limit holds for all its models together; without one, those of its models add up. */
function accountAllowance(pools: readonly QuotaPool[]): Allowance | null {
  const whole = pools.filter((pool) => pool.models.length === 0).map(allowanceOf);
  return least([...whole, sum(pools.filter((pool) => pool.models.length > 0).map(allowanceOf))]);
}

function least(allowances: readonly (Allowance | null)[]): Allowance | null {
  const known = allowances.filter((allowance) => allowance !== null);
  return known.length === 0
    ? null
    : {
        remaining: Math.min(...known.map((one) => one.remaining)),
        limit: Math.min(...known.map((one) => one.limit)),
      };
}

const allowanceOf = (pool: QuotaPool): Allowance => ({
  remaining: Math.max(pool.remaining ?? 0, 0),
  limit: pool.limit ?? 0,
});

function firstReset(pools: readonly QuotaPool[]): string | null {
  const resets = pools.flatMap((pool) => (pool.used > 0 && pool.resets_at !== null ? [pool.resets_at] : []));
  return resets.sort()[0] ?? null;
}
