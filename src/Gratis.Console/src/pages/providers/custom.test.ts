import { describe, expect, it } from 'vitest';
import { emptyProvider, fromConfig, isPrivate, problemsOf, toConfig, type CustomProvider } from './custom';

const asked = (more: Partial<CustomProvider> = {}): CustomProvider => ({
  ...emptyProvider,
  id: 'mine',
  baseUrl: 'https://example.com/v1',
  ...more,
});

describe('a provider of your own', () => {
  it.each([
    [{ id: '' }, { id: 'id_missing' }],
    [{ id: 'My own' }, { id: 'id_invalid' }],
    [{ id: 'groq' }, { id: 'id_taken' }],
    [{ baseUrl: 'example.com' }, { url: 'url_invalid' }],
    [{ baseUrl: 'ftp://example.com' }, { url: 'url_invalid' }],
    [{ baseUrl: 'http://192.168.1.5:8000/v1' }, { url: 'url_private' }],
    [{ baseUrl: 'http://192.168.1.5:8000/v1', isLocal: true }, {}],
    [{}, {}],
  ])('%j has the problems %j', (more, problems) => expect(problemsOf(asked(more), ['groq'])).toEqual(problems));

  it('names no model twice', () => {
    const models = ['a', ' a'].map((id) => ({ id, kind: 'chat' as const, isFree: false }));
    expect(problemsOf(asked({ models }), [])).toEqual({ models: 'model_twice' });
  });

  it.each(['localhost', '127.0.0.1', '10.1.2.3', '172.20.0.1', '169.254.169.254', '[::1]', 'fd00::1', 'nas.local'])(
    'is private at %s',
    (host) => expect(isPrivate(host)).toBe(true),
  );

  it.each(['example.com', '172.32.0.1', '8.8.8.8', '100.example.com', 'fdic.gov'])('is not private at %s', (host) =>
    expect(isPrivate(host)).toBe(false),
  );

  it('says of each model whether it is free only where that is the rule', () => {
    const models = [
      { id: ' a ', kind: 'chat' as const, isFree: true },
      { id: '', kind: 'chat' as const, isFree: true },
    ];
    expect(toConfig(asked({ free: 'list', models })).models).toEqual([{ id: 'a', kind: 'chat', free: true }]);
    expect(toConfig(asked({ free: 'all', models })).models).toEqual([{ id: 'a', kind: 'chat' }]);
  });

  it('keeps what the form does not show of a model', () => {
    const known = { id: 'a', kind: 'chat' as const, free: null, context: 8192, limits: { rpm: 3, rpd: null } };
    const config = { base_url: 'https://example.com', free: null, local: null, models: [known] };
    expect(toConfig(fromConfig('mine', config), config.models)).toEqual({
      base_url: 'https://example.com',
      free: 'price',
      local: false,
      models: [{ id: 'a', kind: 'chat', context: 8192, limits: { rpm: 3 } }],
    });
  });
});
