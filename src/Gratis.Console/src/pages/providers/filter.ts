import type { KnownProvider } from '@/api/knownProviders';

/** What the owner looks for. Where nobody knows, a wish is not met: "no card" means that none is asked for, not perhaps. */
export interface ProviderFilter {
  text: string;
  standing: 'all' | 'configured' | 'unconfigured';
  region: string;
  wishes: readonly Wish[];
}

export const wishes = ['lasting', 'no_card', 'no_phone', 'no_training', 'no_key'] as const;
export type Wish = (typeof wishes)[number];

const meets: Record<Wish, (provider: KnownProvider) => boolean> = {
  lasting: (provider) => provider.tier === 'standing',
  no_card: (provider) => provider.needs.card === false,
  no_phone: (provider) => provider.needs.phone === false,
  no_training: (provider) => provider.data_policy.trains === false,
  no_key: (provider) => !provider.needs_key && !provider.local && !isOwn(provider),
};

/** Described by the owner, not built in. */
export const isOwn = (provider: KnownProvider) => provider.evidence === null && provider.tier === null;

/** A state that is of no use to anybody: it was never set up. */
export const isIdle = (provider: KnownProvider) => !provider.configured && provider.accounts === 0;

export function filterProviders(providers: readonly KnownProvider[], filter: ProviderFilter): KnownProvider[] {
  const words = filter.text.toLowerCase().split(/\s+/).filter(Boolean);
  return providers
    .filter(
      (provider) =>
        (filter.standing === 'all' || (filter.standing === 'configured') === !isIdle(provider)) &&
        (filter.region === '' || provider.region === filter.region) &&
        filter.wishes.every((wish) => meets[wish](provider)) &&
        words.every((word) => textOf(provider).includes(word)),
    )
    .sort(byUse);
}

/** Every region there is, most common first. */
export function regionsOf(providers: readonly KnownProvider[]): string[] {
  const counts = new Map<string, number>();
  for (const { region } of providers) if (region !== null) counts.set(region, (counts.get(region) ?? 0) + 1);
  return [...counts].sort(([a, x], [b, y]) => y - x || a.localeCompare(b)).map(([region]) => region);
}

/** The filter as it stands in the address, so that going back finds the list as it was left. */
export function readFilter(query: URLSearchParams): ProviderFilter {
  const standing = query.get('standing');
  return {
    text: query.get('q') ?? '',
    standing: standing === 'configured' || standing === 'unconfigured' ? standing : 'all',
    region: query.get('region') ?? '',
    wishes: wishes.filter((wish) => query.getAll('wish').includes(wish)),
  };
}

export function writeFilter(filter: ProviderFilter): URLSearchParams {
  const query = new URLSearchParams();
  if (filter.text !== '') query.set('q', filter.text);
  if (filter.standing !== 'all') query.set('standing', filter.standing);
  if (filter.region !== '') query.set('region', filter.region);
  for (const wish of filter.wishes) query.append('wish', wish);
  return query;
}

const tiers = ['standing', 'credits', null, 'none'] as const;

/** What is yours, then what gives most for longest. */
function byUse(a: KnownProvider, b: KnownProvider): number {
  return (
    Number(isIdle(a)) - Number(isIdle(b)) ||
    Number(a.permanence === 'ended') - Number(b.permanence === 'ended') ||
    tiers.indexOf(a.tier) - tiers.indexOf(b.tier) ||
    a.name.localeCompare(b.name)
  );
}

const textOf = (provider: KnownProvider) =>
  [provider.id, provider.name, provider.free_models, provider.note, ...provider.environment_variables]
    .join('\n')
    .toLowerCase();
