import type { Health, ProviderStatus, RouteStatus } from '@/api/providers';
import { groupBy } from '@/app/groupBy';

export interface Degraded {
  /** What stands in the way, the same for all of them. */
  health: Health;
  reason: string | null;
  provider: string;
  routes: RouteStatus[];
  until: string | null;
}

// What the owner has to do something about comes first, what passes by itself last.
const order: readonly Health[] = ['refused_key', 'payment_wanted', 'gone', 'trouble', 'cooling', 'spent', 'busy', 'ok'];

/** Whatever does not serve as it should, by provider and reason: one refused key is one line, not fifty. */
export function degradedOf(providers: readonly ProviderStatus[]): Degraded[] {
  return providers
    .filter((provider) => provider.configured)
    .flatMap((provider) => {
      const bad = provider.routes.filter((route) => route.health !== 'ok');
      return [...groupBy(bad, (route) => `${route.health} ${route.reason ?? ''}`).values()].map((routes) => ({
        health: routes[0]?.health ?? 'ok',
        reason: routes[0]?.reason ?? null,
        provider: provider.id,
        routes,
        until: routes.flatMap((route) => route.until ?? []).sort()[0] ?? null,
      }));
    })
    .sort((a, b) => order.indexOf(a.health) - order.indexOf(b.health) || a.provider.localeCompare(b.provider));
}

/** How many routes the next request may take, of all that are configured. */
export function openRoutes(providers: readonly ProviderStatus[]): { open: number; all: number } {
  const routes = providers.filter((provider) => provider.configured).flatMap((provider) => provider.routes);
  return {
    open: routes.filter((route) => route.health === 'ok' || route.health === 'trouble').length,
    all: routes.length,
  };
}
