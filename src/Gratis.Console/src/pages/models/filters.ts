import { capabilities, routeStates, tiers, type CatalogueRoute } from '@/api/routes';
import type { Health } from '@/api/providers';

export const healths: readonly Health[] = [
  'ok',
  'trouble',
  'busy',
  'cooling',
  'spent',
  'payment_wanted',
  'refused_key',
  'gone',
];
export const contexts = ['8192', '32768', '131072', '262144', '1000000'] as const;
export const prices = ['free', 'paid', 'local'] as const;

/** What each filter may say; providers are whatever there is. */
export const filterValues = {
  capability: capabilities,
  free: prices,
  tier: tiers,
  context: contexts,
  health: healths,
  state: routeStates,
} as const;

export type FilterName = 'q' | 'provider' | keyof typeof filterValues;

/** Which rows are shown; an empty text lets all pass. */
export type Filters = Record<FilterName, string>;

export const noFilters: Filters = {
  q: '',
  provider: '',
  capability: '',
  free: '',
  tier: '',
  context: '',
  health: '',
  state: '',
};

const names = Object.keys(noFilters) as FilterName[];

/** The filters of an address; values that mean nothing fall out. */
export function readFilters(params: URLSearchParams): Filters {
  const read = (name: FilterName) => {
    const value = params.get(name) ?? '';
    const known: readonly string[] | undefined = name in filterValues ? filterValues[name as 'tier'] : undefined;
    return known === undefined || known.includes(value) ? value : '';
  };
  return Object.fromEntries(names.map((name) => [name, read(name)])) as Filters;
}

/** The address with these filters; whatever else it says stays. */
export function writeFilters(params: URLSearchParams, filters: Partial<Filters>): URLSearchParams {
  const next = new URLSearchParams(params);
  for (const [name, value] of Object.entries(filters)) {
    if (value === '') next.delete(name);
    else next.set(name, value);
  }
  return next;
}

export const isFiltered = (filters: Filters): boolean => names.some((name) => filters[name] !== '');

/** The routes that pass every filter, in their order. */
export function filtered(routes: readonly CatalogueRoute[], filters: Filters): CatalogueRoute[] {
  const words = filters.q.toLowerCase().split(/\s+/).filter(Boolean);
  const least = Number(filters.context);
  return routes.filter(
    (route) =>
      (filters.provider === '' || route.provider === filters.provider) &&
      (filters.capability === '' || route.capabilities[filters.capability as 'tools'] === true) &&
      (filters.free === '' || filters.free === priceOf(route)) &&
      (filters.tier === '' || route.tier === filters.tier) &&
      (least === 0 || (route.context ?? 0) >= least) &&
      (filters.health === '' || route.health.health === filters.health) &&
      (filters.state === '' || route.state === filters.state) &&
      hasWords(route, words),
  );
}

/** Own hardware costs nothing and is no free tier. */
export const priceOf = (route: CatalogueRoute): (typeof prices)[number] =>
  route.local ? 'local' : route.free ? 'free' : 'paid';

function hasWords(route: CatalogueRoute, words: readonly string[]): boolean {
  if (words.length === 0) return true;
  const text = `${route.route_id} ${route.display_name} ${route.family ?? ''}`.toLowerCase();
  return words.every((word) => text.includes(word));
}
