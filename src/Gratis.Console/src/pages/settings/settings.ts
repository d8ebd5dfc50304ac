import type { JsonSchema, WholeConfig } from '@/api/configSchema';
import type { ValueSource } from '@/api/config';

export type Shape =
  | { kind: 'switch' }
  | { kind: 'choice'; options: readonly string[] }
  | { kind: 'number'; isWhole: boolean; isDuration: boolean; range: Range }
  | { kind: 'text' }
  | { kind: 'list' }
  | { kind: 'shown' };

export interface Range {
  least: number | null;
  isLeastLeftOut: boolean;
  most: number | null;
}

/** Why a value is not changed here. */
export type Lock = 'environment' | 'start' | 'secret' | 'other_page';

/** One value of the config. */
export interface Setting {
  /** Its path, as in `server.port`. */
  key: string;
  group: string;
  description: string;
  shape: Shape;
  fallback: unknown;
  value: unknown;
  source: ValueSource;
  lock: Lock | null;
}

/** Parts of the config with a page of their own. */
export const elsewhere: Readonly<Record<string, string>> = {
  providers: '/providers',
  pools: '/pools',
  favorite_free_models: '/favourites',
  'auth.client_keys': '/client-keys',
};

/** What stands in the config without a section of its own. */
export const general = 'general';

/** Every value that there is, in the order of the schema. */
export function settingsOf(schema: JsonSchema, config: WholeConfig): Setting[] {
  return Object.entries(schema.properties ?? {}).flatMap(([name, part]) =>
    part.properties === undefined
      ? [settingOf(name, general, part, config)]
      : leavesOf(name, part).map(([key, leaf]) => settingOf(key, name, leaf, config)),
  );
}

function leavesOf(prefix: string, schema: JsonSchema): [string, JsonSchema][] {
  return Object.entries(schema.properties ?? {}).flatMap(([name, part]) => {
    const key = `${prefix}.${name}`;
    return part.properties === undefined ? [[key, part] as [string, JsonSchema]] : leavesOf(key, part);
  });
}

function settingOf(key: string, group: string, schema: JsonSchema, config: WholeConfig): Setting {
  const source = config.sources[key] ?? { layer: 'default', at: null, variables: [] };
  return {
    key,
    group,
    description: schema.description ?? '',
    shape: shapeOf(schema),
    fallback: schema.default,
    value: valueAt(config, key),
    source,
    lock: lockOf(key, source),
  };
}

/** The gateway has the last word; this only spares a question whose answer is known. */
function lockOf(key: string, source: ValueSource): Lock | null {
  if (key in elsewhere) return 'other_page';
  if (source.layer === 'env' || source.layer === '.env') return 'environment';
  if (key === 'auth.admin_token' || key === 'storage.postgres') return 'secret';
  return key.startsWith('storage.') || key === 'server.host' || key === 'server.port' ? 'start' : null;
}

export function shapeOf(schema: JsonSchema): Shape {
  const parts = (schema.anyOf ?? [schema]).filter((part) => part.$ref === undefined);
  const typed = (type: string) => parts.find((part) => [part.type].flat().includes(type));
  const options = parts.find((part) => part.enum !== undefined)?.enum;
  if (options !== undefined) return { kind: 'choice', options: options.filter((option) => typeof option === 'string') };
  if (typed('boolean')) return { kind: 'switch' };
  const number = typed('integer') ?? typed('number');
  if (number !== undefined)
    return {
      kind: 'number',
      isWhole: typed('number') === undefined,
      isDuration: typed('string') !== undefined,
      range: {
        least: number.minimum ?? number.exclusiveMinimum ?? null,
        isLeastLeftOut: number.exclusiveMinimum !== undefined,
        most: number.maximum ?? null,
      },
    };
  const list = typed('array');
  if (list !== undefined) return [list.items?.type].flat().includes('string') ? { kind: 'list' } : { kind: 'shown' };
  return typed('string') ? { kind: 'text' } : { kind: 'shown' };
}

function valueAt(config: WholeConfig, key: string): unknown {
  return key
    .split('.')
    .reduce<unknown>(
      (value, name) => (typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : null),
      config,
    );
}

/** As it stands in a field. */
export function textOf(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (Array.isArray(value)) return value.map((item) => textOf(item)).join('\n');
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** What is sent of a field; durations may be words, as in `6h`, and it is the gateway that judges. */
export function valueOf(shape: Shape, text: string): unknown {
  const trimmed = text.trim();
  if (shape.kind === 'list')
    return text
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== '');
  if (shape.kind !== 'number') return trimmed;
  return trimmed !== '' && Number.isFinite(Number(trimmed)) ? Number(trimmed) : trimmed;
}

/** Those whose name, words or value hold all of these words. */
export function search(settings: readonly Setting[], text: string): Setting[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  return settings.filter((setting) => {
    const said = `${setting.key} ${setting.key.replaceAll(/[._]/g, ' ')} ${setting.description} ${textOf(setting.value)} ${setting.source.at ?? ''}`;
    return words.every((word) => said.toLowerCase().includes(word));
  });
}

/** `max_wait_seconds` as a person reads it. */
export function nameOf({ key, group }: Setting): string {
  const words = (group === general ? key : key.slice(group.length + 1)).replaceAll(/[._]/g, ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
