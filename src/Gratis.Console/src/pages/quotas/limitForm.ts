import { limitNames, type LimitName, type ProviderLimits } from '@/api/providerLimits';

/** What the form says of each limit, as text. */
export type LimitTexts = Record<LimitName, string>;

export const textsOf = (limits: Partial<ProviderLimits>): LimitTexts =>
  Object.fromEntries(limitNames.map((name) => [name, limits[name]?.toString() ?? ''])) as LimitTexts;

/** Empty or a whole number of at least one; the gateway has the last word. */
export const isLimit = (text: string): boolean => /^\s*$|^\s*[1-9]\d{0,14}\s*$/.test(text);

/** Only what changed, so that nothing else is said to be the owner's; empty takes a limit back. */
export function changesOf(
  before: Partial<ProviderLimits>,
  texts: LimitTexts,
  more: Pick<ProviderLimits, 'reset' | 'pacing' | 'reserve_share'>,
): Partial<ProviderLimits> {
  const after: ProviderLimits = {
    ...(Object.fromEntries(
      limitNames.map((name) => [name, texts[name].trim() === '' ? null : Number(texts[name])]),
    ) as Record<LimitName, number | null>),
    ...more,
  };
  const names = Object.keys(after) as (keyof ProviderLimits)[];
  return Object.fromEntries(
    names.flatMap((name) => ((before[name] ?? null) === after[name] ? [] : [[name, after[name]]])),
  );
}
