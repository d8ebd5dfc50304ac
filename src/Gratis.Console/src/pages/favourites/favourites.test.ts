import { describe, expect, it } from 'vitest';
import type { CatalogueRoute } from '@/api/routes';
import { pickerLines, standingsOf, withName } from './favourites';

const route = (id: string, more: Partial<CatalogueRoute> = {}, health: Partial<CatalogueRoute['health']> = {}) =>
  ({
    route_id: id,
    provider: id.slice(0, id.indexOf('/')),
    model: id.slice(id.indexOf('/') + 1),
    display_name: id,
    free: true,
    enabled: true,
    state: 'enabled',
    state_reason: null,
    health: { health: 'ok', reason: null, until: null, ...health },
    ...more,
  }) as CatalogueRoute;

const soon = '2026-01-01T00:10:00Z';
const late = '2026-01-01T09:00:00+02:00';

describe('a favourite', () => {
  const routes = [
    route('openrouter/qwen/coder:free'),
    route('groq/qwen/coder', {}, { health: 'cooling', until: soon }),
    route('groq/big', {}, { health: 'spent', reason: 'day', until: late }),
    route('mine/big', {}, { health: 'cooling', reason: 'minute', until: soon }),
    route('groq/shut', {}, { health: 'refused_key', reason: 'the key was refused' }),
    route('groq/off', { enabled: false, state: 'disabled', state_reason: 'switched off' }),
    route('groq/dear', { free: false }),
  ];
  const stands = (name: string) => standingsOf([name], routes)[0];

  it('leads when one of its routes is open', () => {
    expect(stands('qwen/coder')?.standing).toBe('open');
    expect(stands('qwen/coder')?.routes.map((one) => one.route_id)).toEqual([
      'openrouter/qwen/coder:free',
      'groq/qwen/coder',
    ]);
  });

  it('with its provider is that route, and its variants', () => {
    expect(stands('groq/qwen/coder')).toMatchObject({ standing: 'waits', until: soon });
    expect(stands('OpenRouter/Qwen/Coder')?.standing).toBe('open');
    expect(stands('openrouter/qwen/coder:free')?.standing).toBe('open');
  });

  it('waits until the first of its routes opens', () =>
    expect(stands('big')).toMatchObject({ standing: 'waits', until: soon, reason: 'minute' }));

  it('says what no waiting cures', () => {
    expect(stands('shut')).toMatchObject({ standing: 'blocked', reason: 'the key was refused' });
    expect(stands('off')).toMatchObject({ standing: 'off', reason: 'switched off' });
    expect(stands('dear')?.standing).toBe('paid');
  });

  it('is junk when nothing has its name', () => expect(stands('nothing like it')?.standing).toBe('junk'));

  it('is there once', () => {
    expect(withName(['a'], ' b ')).toEqual(['a', 'b']);
    expect(withName(['a'], 'A')).toEqual(['a']);
    expect(withName(['a'], '  ')).toEqual(['a']);
  });

  it('is picked among the free, by provider', () => {
    const lines = pickerLines(routes, 'q').map((line) => ('route' in line ? line.route.route_id : line));
    expect(lines).toEqual([
      { provider: 'groq', count: 4 },
      'groq/qwen/coder',
      'groq/big',
      'groq/shut',
      'groq/off',
      { provider: 'openrouter', count: 1 },
      'openrouter/qwen/coder:free',
    ]);
  });
});
