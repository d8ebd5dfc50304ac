import { describe, expect, it } from 'vitest';
import type { CatalogueRoute } from '@/api/routes';
import { filtered, isFiltered, noFilters, readFilters, writeFilters } from './filters';

const route = (id: string, more: Partial<CatalogueRoute> = {}): CatalogueRoute =>
  ({
    route_id: id,
    provider: id.split('/')[0],
    display_name: id,
    family: null,
    tier: 'standard',
    state: 'enabled',
    free: true,
    local: false,
    context: null,
    capabilities: { tools: null },
    health: { health: 'ok', reason: null, until: null },
    ...more,
  }) as CatalogueRoute;

const ids = (routes: CatalogueRoute[]) => routes.map((one) => one.route_id);

describe('the filters', () => {
  const routes = [
    route('groq/llama', { capabilities: { tools: true } as CatalogueRoute['capabilities'], context: 131_072 }),
    route('mine/llama', { local: true, free: false, context: 4_096 }),
    route('openrouter/gpt', { free: false, display_name: 'GPT of somebody' }),
  ];

  it('let everything pass when nothing is said', () => expect(filtered(routes, noFilters)).toEqual(routes));

  it('find every word, in any order and case', () => {
    expect(ids(filtered(routes, { ...noFilters, q: 'LLAMA groq' }))).toEqual(['groq/llama']);
    expect(ids(filtered(routes, { ...noFilters, q: 'somebody' }))).toEqual(['openrouter/gpt']);
  });

  it('tell free from paid from own hardware', () => {
    expect(ids(filtered(routes, { ...noFilters, free: 'free' }))).toEqual(['groq/llama']);
    expect(ids(filtered(routes, { ...noFilters, free: 'paid' }))).toEqual(['openrouter/gpt']);
    expect(ids(filtered(routes, { ...noFilters, free: 'local' }))).toEqual(['mine/llama']);
  });

  it('want what is known: an unknown window or capability does not pass', () => {
    expect(ids(filtered(routes, { ...noFilters, context: '32768' }))).toEqual(['groq/llama']);
    expect(ids(filtered(routes, { ...noFilters, capability: 'tools' }))).toEqual(['groq/llama']);
  });

  it('stand in the address beside what else is there', () => {
    const params = writeFilters(new URLSearchParams('route=groq/llama&tier=lite'), { tier: '', q: 'a b' });
    expect(params.toString()).toBe('route=groq%2Fllama&q=a+b');
    expect(readFilters(params)).toEqual({ ...noFilters, q: 'a b' });
  });

  it('are not made up by an address', () => {
    const read = readFilters(new URLSearchParams('tier=huge&state=dead'));
    expect(read).toEqual({ ...noFilters, state: 'dead' });
    expect(isFiltered(read)).toBe(true);
    expect(isFiltered(noFilters)).toBe(false);
  });
});
