import { describe, expect, it } from 'vitest';
import { filterProviders, readFilter, regionsOf, writeFilter, type ProviderFilter } from './filter';
import { known } from './known.testdata';

const all: ProviderFilter = { text: '', standing: 'all', region: '', wishes: [] };
const idsOf = (filter: Partial<ProviderFilter>, ...providers: ReturnType<typeof known>[]) =>
  filterProviders(providers, { ...all, ...filter }).map((provider) => provider.id);

describe('looking for providers', () => {
  it('shows what is yours first, then what gives for good, what ended last', () => {
    const ended = known({ id: 'ended', permanence: 'ended' });
    const credits = known({ id: 'credits', tier: 'credits' });
    const mine = known({ id: 'mine', tier: null, configured: true });
    expect(idsOf({}, ended, credits, known({ id: 'free' }), mine)).toEqual(['mine', 'free', 'credits', 'ended']);
  });

  it('takes nobody knows for no answer to a wish', () => {
    const unknown = known({ id: 'unknown', needs: { phone: null, card: null, other: null } });
    const asks = known({ id: 'asks', needs: { phone: true, card: true, other: null } });
    expect(idsOf({ wishes: ['no_card'] }, unknown, asks, known({ id: 'free' }))).toEqual(['free']);
    expect(idsOf({ wishes: ['no_phone', 'no_card'] }, unknown, asks, known({ id: 'free' }))).toEqual(['free']);
    const trains = known({ id: 'trains', data_policy: { trains: true, note: null } });
    expect(idsOf({ wishes: ['no_training'] }, trains, known({ id: 'quiet' }))).toEqual(['quiet']);
  });

  it('calls what needs no key and is not your own machine usable without one', () => {
    const open = known({ id: 'open', needs_key: false });
    const local = known({ id: 'local', needs_key: false, local: true });
    expect(idsOf({ wishes: ['no_key'] }, open, local, known({}))).toEqual(['open']);
  });

  it('counts a provider with a key that does not serve as configured', () => {
    const off = known({ id: 'off', configured: false, accounts: 1 });
    expect(idsOf({ standing: 'configured' }, off, known({ id: 'idle' }))).toEqual(['off']);
    expect(idsOf({ standing: 'unconfigured' }, off, known({ id: 'idle' }))).toEqual(['idle']);
  });

  it('finds every word, in names, variables and what is given', () => {
    const groq = known({ id: 'groq', name: 'Groq', environment_variables: ['GROQ_API_KEY'] });
    expect(idsOf({ text: 'groq_api  GROQ' }, groq, known({ id: 'other' }))).toEqual(['groq']);
    expect(idsOf({ text: 'groq nothing' }, groq)).toEqual([]);
  });

  it('lists regions, the most common first', () => {
    const at = (region: string | null) => known({ region });
    expect(regionsOf([at('us'), at('eu'), at('eu'), at(null)])).toEqual(['eu', 'us']);
  });

  it('survives the way through the address, and strange addresses', () => {
    const filter: ProviderFilter = {
      text: 'a&b',
      standing: 'configured',
      region: 'eu',
      wishes: ['no_card', 'no_phone'],
    };
    expect(readFilter(new URLSearchParams(writeFilter(filter).toString()))).toEqual(filter);
    expect(writeFilter(all).toString()).toBe('');
    expect(readFilter(new URLSearchParams('standing=x&wish=y'))).toEqual(all);
  });
});
