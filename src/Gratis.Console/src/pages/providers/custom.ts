import type { FreeRule, ModelConfig, ProviderConfig } from '@/api/config';

export interface CustomModel {
  id: string;
  kind: 'chat' | 'embedding' | 'rerank';
  isFree: boolean;
}

/** A provider of the owner's own, as the form holds it. */
export interface CustomProvider {
  id: string;
  baseUrl: string;
  isLocal: boolean;
  free: FreeRule;
  /** None: its own list is asked. */
  models: CustomModel[];
}

export type Problem = 'id_missing' | 'id_invalid' | 'id_taken' | 'url_invalid' | 'url_private' | 'model_twice';

export const emptyProvider: CustomProvider = { id: '', baseUrl: '', isLocal: false, free: 'price', models: [] };

/** What the gateway would refuse, told before it is asked. It has the last word: names may resolve to anything. */
export function problemsOf(
  asked: CustomProvider,
  taken: readonly string[],
): Partial<Record<'id' | 'url' | 'models', Problem>> {
  const ids = asked.models.map((model) => model.id.trim()).filter(Boolean);
  return {
    ...(asked.id === ''
      ? { id: 'id_missing' as const }
      : !/^[a-z0-9][a-z0-9._-]*$/.test(asked.id)
        ? { id: 'id_invalid' as const }
        : taken.includes(asked.id) && { id: 'id_taken' as const }),
    ...(!isWebAddress(asked.baseUrl)
      ? { url: 'url_invalid' as const }
      : !asked.isLocal && isPrivate(new URL(asked.baseUrl).hostname) && { url: 'url_private' as const }),
    ...(new Set(ids).size < ids.length && { models: 'model_twice' as const }),
  };
}

/** As the config has it. What the form does not show of a model stays with it. */
export function toConfig(asked: CustomProvider, known: readonly ModelConfig[] = []): ProviderConfig {
  return {
    base_url: asked.baseUrl.trim(),
    local: asked.isLocal,
    free: asked.free,
    models: asked.models
      .filter((model) => model.id.trim() !== '')
      .map(({ id, kind, isFree }) => {
        const before = known.find((model) => model.id === id.trim());
        // By every other rule a model's own word would overrule it.
        return { ...withoutNulls(before ?? {}), id: id.trim(), kind, ...(asked.free === 'list' && { free: isFree }) };
      }),
  };
}

export function fromConfig(id: string, config: ProviderConfig): CustomProvider {
  return {
    id,
    baseUrl: config.base_url ?? '',
    isLocal: config.local ?? false,
    free: config.free ?? 'price',
    models: config.models.map((model) => ({ id: model.id, kind: model.kind ?? 'chat', isFree: model.free ?? false })),
  };
}

export function isPrivate(host: string): boolean {
  const name = host.toLowerCase().replace(/^\[|\]$/g, '');
  return (
    name === 'localhost' ||
    name.endsWith('.localhost') ||
    name.endsWith('.local') ||
    /^(127|10|0)\./.test(name) ||
    /^(192\.168|169\.254)\./.test(name) ||
    /^172\.(1[6-9]|2\d|3[01])\./.test(name) ||
    name === '::1' ||
    /^f[cd][0-9a-f]{2}:/.test(name) ||
    name.startsWith('fe80:')
  );
}

function isWebAddress(text: string): boolean {
  try {
    return ['http:', 'https:'].includes(new URL(text).protocol);
  } catch {
    return false;
  }
}

/** The config is shown with everything that is not said as null; a list is replaced whole, and takes no nulls. */
function withoutNulls<T extends object>(value: T): Partial<T> {
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, one]: [string, unknown]) =>
      one === null ? [] : [[name, isRecord(one) ? withoutNulls(one) : one]],
    ),
  ) as Partial<T>;
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
