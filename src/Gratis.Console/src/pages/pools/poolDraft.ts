import type { Config, PoolConfig, PoolTarget, Strategy, ValueSource } from '@/api/config';

/** Pools that are there from the start; pools of the owner may fall back to them. */
export const shippedPools = [
  'chat-free',
  'reasoning-free',
  'chat-free-large',
  'chat-lite',
  'chat',
  'primary',
  'paid-tools',
] as const;

/** A pool while it is edited: numbers are what stands in their fields. */
export interface PoolDraft {
  name: string;
  strategy: Strategy;
  targets: TargetDraft[];
  fallback: string[];
  allowedFails: string;
  cooldown: string;
}

export interface TargetDraft {
  model: string;
  weight: string;
}

export const newDraft: PoolDraft = {
  name: '',
  strategy: 'weighted',
  targets: [],
  fallback: [],
  allowedFails: '',
  cooldown: '',
};

export const draftOf = (name: string, pool: PoolConfig): PoolDraft => ({
  name,
  strategy: pool.strategy,
  targets: merged(pool.targets).map(({ model, weight }) => ({ model, weight: String(weight) })),
  fallback: [...pool.fallback],
  allowedFails: pool.allowed_fails === null ? '' : String(pool.allowed_fails),
  cooldown: pool.cooldown_time === null ? '' : String(pool.cooldown_time),
});

/** A route that is named twice has both weights: the same turns, and one line to edit. */
function merged(targets: readonly PoolTarget[]): PoolTarget[] {
  const byModel = new Map<string, PoolTarget>();
  for (const { model, weight } of targets)
    byModel.set(model, { model, weight: weight + (byModel.get(model)?.weight ?? 0) });
  return [...byModel.values()];
}

/** The pool as the config has it; lists are replaced whole, and an empty field takes back what was said. */
export const poolOf = (draft: PoolDraft): PoolConfig => ({
  strategy: draft.strategy,
  targets: draft.targets.map(({ model, weight }) => ({ model, weight: Number(weight) })),
  fallback: draft.fallback,
  allowed_fails: draft.allowedFails.trim() === '' ? null : Number(draft.allowedFails),
  cooldown_time: draft.cooldown.trim() === '' ? null : timeOf(draft.cooldown.trim()),
});

/** Bare digits are seconds. */
const timeOf = (text: string) => (/^[0-9.]+$/.test(text) ? Number(text) : text);

export type Fault = 'name' | 'taken' | 'targets' | 'weight' | 'allowedFails';

/** What the page can see to be wrong; all else the gateway says. */
export function faultsOf(draft: PoolDraft, taken: readonly string[]): Fault[] {
  const faults: Fault[] = [];
  if (draft.name.trim() === '') faults.push('name');
  else if (taken.includes(draft.name.trim())) faults.push('taken');
  if (draft.targets.length === 0) faults.push('targets');
  if (!draft.targets.every((target) => isWhole(target.weight, 0, 1_000_000))) faults.push('weight');
  if (draft.allowedFails.trim() !== '' && !isWhole(draft.allowedFails, 1, 1000)) faults.push('allowedFails');
  return faults;
}

const isWhole = (text: string, least: number, most: number) =>
  /^\s*\d+\s*$/.test(text) && Number(text) >= least && Number(text) <= most;

const members = ['strategy', 'targets', 'fallback', 'allowed_fails', 'cooldown_time'] as const;

export interface Origin {
  /** Where the pool is written, when that is not here. */
  source: ValueSource | undefined;
  /** Something of it was changed over the API. */
  isChangedHere: boolean;
}

/** Who made a pool: what the file or the environment says is changed there. */
export function originOf(config: Config, name: string): Origin {
  const sources = members.flatMap((member) => config.sources[`pools.${name}.${member}`] ?? []);
  return {
    source: sources.find((one) => one.layer !== 'api' && one.layer !== 'default'),
    isChangedHere: sources.some((one) => one.layer === 'api'),
  };
}
