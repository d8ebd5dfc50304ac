import { describe, expect, it } from 'vitest';
import { patchOf, type JsonSchema, type WholeConfig } from '@/api/configSchema';
import { nameOf, search, settingsOf, shapeOf, textOf, valueOf } from './settings';

const reference = { $ref: '#/$defs/reference' };
const schema: JsonSchema = {
  properties: {
    privacy: { description: 'Who trains.', anyOf: [{ enum: ['any', 'no_training', null] }, reference] },
    server: {
      properties: {
        port: { anyOf: [{ type: ['integer', 'null'], minimum: 0, maximum: 65535 }, reference], default: 8000 },
        max_attempts: {
          description: 'Calls of one request.',
          anyOf: [{ type: ['integer', 'null'], minimum: 1 }, reference],
        },
      },
    },
    discovery: { properties: { diagnosis: { properties: { enabled: { type: ['boolean', 'null'] } } } } },
    providers: { type: ['object', 'null'], additionalProperties: {} },
  },
};
const source = (layer: string) => ({ layer, at: `in ${layer}`, variables: [] });
const config = {
  privacy: 'any',
  server: { port: 8000, max_attempts: 8 },
  discovery: { diagnosis: { enabled: true } },
  providers: {},
  sources: { privacy: source('env'), 'server.max_attempts': source('api') },
} as unknown as WholeConfig;
const settings = settingsOf(schema, config);

describe('the values of the config', () => {
  it('are all there, in the order of the schema', () =>
    expect(settings.map(({ key, group, value, lock }) => [key, group, value, lock])).toEqual([
      ['privacy', 'general', 'any', 'environment'],
      ['server.port', 'server', 8000, 'start'],
      ['server.max_attempts', 'server', 8, null],
      ['discovery.diagnosis.enabled', 'discovery', true, null],
      ['providers', 'general', {}, 'other_page'],
    ]));

  it('are found by name, words and who said them', () => {
    const found = (text: string) => search(settings, text).map(({ key }) => key);
    expect(found('MAX attempts')).toEqual(['server.max_attempts']);
    expect(found('trains')).toEqual(['privacy']);
    expect(found('in api')).toEqual(['server.max_attempts']);
    expect(found('  ')).toHaveLength(settings.length);
  });

  it('have names that can be read', () =>
    expect(settings.map(nameOf)).toEqual(['Privacy', 'Port', 'Max attempts', 'Diagnosis enabled', 'Providers']));
});

describe('the shape of a value', () => {
  it('is a choice, a switch, a list, a text', () => {
    expect(shapeOf({ anyOf: [{ enum: ['a', 'b', null] }, reference] })).toEqual({
      kind: 'choice',
      options: ['a', 'b'],
    });
    expect(shapeOf({ anyOf: [{ type: ['boolean', 'null'] }, reference] })).toEqual({ kind: 'switch' });
    expect(shapeOf({ type: 'array', items: { type: ['string', 'null'] } })).toEqual({ kind: 'list' });
    expect(shapeOf({ type: 'array', items: {} })).toEqual({ kind: 'shown' });
    expect(shapeOf({ type: ['string', 'null'] })).toEqual({ kind: 'text' });
  });

  it('knows a number from a duration', () => {
    const range = { least: 0, isLeastLeftOut: true, most: 9 };
    const number = { type: ['number', 'null'], exclusiveMinimum: 0, maximum: 9 };
    expect(shapeOf({ anyOf: [number, reference] })).toEqual({
      kind: 'number',
      isWhole: false,
      isDuration: false,
      range,
    });
    expect(shapeOf({ anyOf: [number, { type: 'string' }, reference] })).toMatchObject({ isDuration: true });
  });
});

describe('a change', () => {
  it('has the shape of the config', () => {
    expect(patchOf('discovery.diagnosis.enabled', false)).toEqual({ discovery: { diagnosis: { enabled: false } } });
    expect(patchOf('privacy', null)).toEqual({ privacy: null });
  });

  it('is what the field holds', () => {
    const number = {
      kind: 'number',
      isWhole: true,
      isDuration: true,
      range: { least: null, isLeastLeftOut: false, most: null },
    } as const;
    expect(valueOf(number, ' 5 ')).toBe(5);
    expect(valueOf(number, '6h')).toBe('6h');
    expect(valueOf({ kind: 'list' }, 'a\n\n b \n')).toEqual(['a', 'b']);
    expect(textOf(['a', 'b'])).toBe('a\nb');
    expect(textOf(null)).toBe('');
  });
});
