import { describe, expect, it } from 'vitest';
import type { Config, PoolConfig } from '@/api/config';
import { draftOf, faultsOf, newDraft, originOf, poolOf, type PoolDraft } from './poolDraft';

const pool: PoolConfig = {
  strategy: 'priority',
  targets: [{ model: 'groq/a', weight: 3 }],
  fallback: ['chat-free'],
  allowed_fails: 2,
  cooldown_time: '90s',
};

const draft = (more: Partial<PoolDraft> = {}): PoolDraft => ({ ...draftOf('team', pool), ...more });

describe('a pool that is edited', () => {
  it('comes back as it was', () => expect(poolOf(draftOf('team', pool))).toEqual(pool));

  it('takes back what an empty field said', () =>
    expect(poolOf(draft({ allowedFails: ' ', cooldown: '' }))).toMatchObject({
      allowed_fails: null,
      cooldown_time: null,
    }));

  it('takes bare digits as seconds', () => {
    expect(poolOf(draft({ cooldown: '120' })).cooldown_time).toBe(120);
    expect(poolOf(draft({ cooldown: '2m 5s' })).cooldown_time).toBe('2m 5s');
  });

  it('says what is wrong before it is sent', () => {
    expect(faultsOf(newDraft, [])).toEqual(['name', 'targets']);
    expect(faultsOf(draft(), ['team'])).toEqual(['taken']);
    expect(faultsOf(draft({ targets: [{ model: 'a/b', weight: '1.5' }], allowedFails: '0' }), [])).toEqual([
      'weight',
      'allowedFails',
    ]);
    expect(faultsOf(draft(), [])).toEqual([]);
  });
});

describe('where a pool is from', () => {
  const from = (layer: string, at: string | null) => ({ layer, at, variables: [] });
  const config = (sources: Config['sources']) => ({ sources }) as Config;

  it('is here when only the API said it', () =>
    expect(
      originOf(
        config({ 'pools.team.targets': from('api', null), 'pools.team.strategy': from('default', null) }),
        'team',
      ),
    ).toEqual({ source: undefined, isChangedHere: true }));

  it('is the file when the file says any of it, changed here or not', () => {
    const targets = from('file', 'gratis.yaml:2:44');
    expect(originOf(config({ 'pools.a.targets': targets }), 'a')).toEqual({ source: targets, isChangedHere: false });
    expect(
      originOf(config({ 'pools.a.targets': targets, 'pools.a.strategy': from('api', null) }), 'a').isChangedHere,
    ).toBe(true);
  });

  it('is not taken from a pool whose name only begins alike', () =>
    expect(originOf(config({ 'pools.a.b.targets': from('file', 'x') }), 'a').source).toBeUndefined());
});
