import type { Config, ConfigPatch, SpillConfig } from '@/api/config';

/** What may be spent, while it is edited. */
export interface SpillDraft {
  enabled: boolean;
  monthly: string;
  daily: string;
  zone: string;
  targets: string[];
}

export const spillDraftOf = (spill: SpillConfig): SpillDraft => ({
  enabled: spill.enabled,
  monthly: String(spill.monthly_budget_usd),
  daily: spill.daily_budget_usd === null ? '' : String(spill.daily_budget_usd),
  zone: spill.zone,
  targets: [...spill.targets],
});

export const isMoney = (text: string): boolean => /^\s*\d+(\.\d+)?\s*$/.test(text);

/** Only what is another than before: what the file says and nobody touched goes on following the file. */
export function spillPatch(before: SpillConfig, draft: SpillDraft): NonNullable<ConfigPatch['spill']> {
  const now: SpillConfig = {
    enabled: draft.enabled,
    monthly_budget_usd: Number(draft.monthly),
    daily_budget_usd: draft.daily.trim() === '' ? null : Number(draft.daily),
    zone: draft.zone.trim(),
    targets: draft.targets,
  };
  return Object.fromEntries(
    spillMembers
      .filter((key) => JSON.stringify(now[key]) !== JSON.stringify(before[key]))
      .map((key) => [key, now[key]]),
  );
}

export const spillMembers = ['enabled', 'monthly_budget_usd', 'daily_budget_usd', 'zone', 'targets'] as const;

/** Takes back whatever was said over the API; null where nothing was. */
export function takeBackPatch(config: Config): NonNullable<ConfigPatch['spill']> | null {
  const said = spillMembers.filter((key) => config.sources[`spill.${key}`]?.layer === 'api');
  return said.length === 0 ? null : Object.fromEntries(said.map((key) => [key, null]));
}
