import type { CatalogueRoute } from '@/api/routes';

/**
 * How a favourite stands: it leads now, it waits for an instant, something stands in its way that no waiting cures, it is switched off,
 * it is not free, or nothing here has its name.
 */
export type Standing = 'open' | 'waits' | 'blocked' | 'off' | 'paid' | 'junk';

export interface Favourite {
  name: string;
  standing: Standing;
  /** The routes that it stands for, best first. */
  routes: CatalogueRoute[];
  reason: string | null;
  until: string | null;
}

/** How every one of them stands. Of a list of a thousand and a catalogue of five thousand, each is looked at once. */
export function standingsOf(names: readonly string[], routes: readonly CatalogueRoute[]): Favourite[] {
  const index = indexOf(routes);
  return names.map((name) => standingOf(name, index.get(name.toLowerCase()) ?? []));
}

export function standingOf(name: string, routes: CatalogueRoute[]): Favourite {
  const told = (standing: Standing, from: CatalogueRoute | undefined): Favourite => ({
    name,
    standing,
    routes,
    reason: from?.health.reason ?? null,
    until: from?.health.until ?? null,
  });
  if (routes.length === 0) return told('junk', undefined);
  const free = routes.filter((route) => route.free);
  if (free.length === 0) return told('paid', undefined);
  const serving = free.filter((route) => route.enabled);
  if (serving.length === 0) return { ...told('off', undefined), reason: free[0]?.state_reason ?? null };
  if (serving.some(isOpen)) return told('open', undefined);
  const first = serving
    .filter((route) => route.health.until !== null)
    .toSorted((a, b) => Date.parse(a.health.until ?? '') - Date.parse(b.health.until ?? ''))[0];
  return first ? told('waits', first) : told('blocked', serving[0]);
}

const isOpen = (route: CatalogueRoute) => route.health.health === 'ok' || route.health.health === 'trouble';

/** A favourite is a model's id, with its provider or without, in any case; it stands for the variants of the id (`:free`) too. */
function indexOf(routes: readonly CatalogueRoute[]): Map<string, CatalogueRoute[]> {
  const index = new Map<string, CatalogueRoute[]>();
  for (const route of routes) {
    const names = [route.route_id, route.model].flatMap((name) => [name, withoutVariant(name)]);
    for (const name of new Set(names.map((one) => one.toLowerCase()))) {
      const known = index.get(name);
      if (known) known.push(route);
      else index.set(name, [route]);
    }
  }
  return index;
}

function withoutVariant(id: string): string {
  const colon = id.indexOf(':');
  return colon > 0 ? id.slice(0, colon) : id;
}

/** The names with one more at the end, unless it is there already. */
export function withName(names: readonly string[], name: string): string[] {
  const trimmed = name.trim();
  const isThere = names.some((one) => one.toLowerCase() === trimmed.toLowerCase());
  return trimmed === '' || isThere ? [...names] : [...names, trimmed];
}

/** A line of the picker: a provider, or one of its free models. */
export type PickerLine = { provider: string; count: number } | { route: CatalogueRoute };

/** Free routes that have every word, under their providers, in the order of the catalogue. */
export function pickerLines(routes: readonly CatalogueRoute[], search: string): PickerLine[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  const groups = new Map<string, CatalogueRoute[]>();
  for (const route of routes) {
    if (!route.free || route.state === 'dead') continue;
    const text = `${route.route_id} ${route.display_name}`.toLowerCase();
    if (!words.every((word) => text.includes(word))) continue;
    const group = groups.get(route.provider);
    if (group) group.push(route);
    else groups.set(route.provider, [route]);
  }
  return [...groups]
    .toSorted(([a], [b]) => a.localeCompare(b))
    .flatMap(([provider, own]) => [{ provider, count: own.length }, ...own.map((route) => ({ route }))]);
}
