import type { DegradedPart } from '@/api/overview';
import type { Health } from '@/api/providers';
import { groupBy } from '@/app/groupBy';

export interface Degraded {
  /** What stands in the way, the same for all of them. */
  health: Health;
  reason: string | null;
  provider: string;
  /** Empty: all of the provider. */
  routes: string[];
  until: string | null;
}

// What the owner has to do something about comes first, what passes by itself last.
const order: readonly Health[] = ['refused_key', 'payment_wanted', 'gone', 'trouble', 'cooling', 'spent', 'busy', 'ok'];

/** Whatever does not serve as it should, by provider and reason: one refused key is one line, not fifty. */
export function degradedOf(parts: readonly DegradedPart[]): Degraded[] {
  const keyOf = (part: DegradedPart) => [part.provider, part.route === null, part.health, part.reason].join('\n');
  return [...groupBy(parts, keyOf).values()]
    .flatMap(([first, ...others]) => {
      if (first === undefined) return [];
      const all = [first, ...others];
      return {
        health: first.health,
        reason: first.reason,
        provider: first.provider,
        routes: all.flatMap((part) => part.route ?? []),
        until: all.flatMap((part) => part.until ?? []).sort()[0] ?? null,
      };
    })
    .sort((a, b) => order.indexOf(a.health) - order.indexOf(b.health) || a.provider.localeCompare(b.provider));
}
