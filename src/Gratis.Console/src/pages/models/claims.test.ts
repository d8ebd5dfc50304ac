import { describe, expect, it } from 'vitest';
import type { Claim } from '@/api/routes';
import { isPage, saidHere, topicsOf, valueOf } from './claims';

const claim = (topic: string, value: string, more: Partial<Claim> = {}): Claim => ({
  topic,
  value,
  believed: true,
  layer: 'learned',
  source: 'probe',
  from: null,
  at: '2026-01-01T00:00:00Z',
  confidence: 1,
  detail: null,
  ...more,
});

describe('claims', () => {
  it('stand by topic, what is believed first', () => {
    const topics = topicsOf([
      claim('tools', 'true', { believed: false }),
      claim('free', 'true'),
      claim('tools', 'false'),
    ]);
    expect(topics.map((one) => one.topic)).toEqual(['tools', 'free']);
    expect(topics[0]?.claims.map((one) => one.value)).toEqual(['false', 'true']);
  });

  it('tell what was said here from what the config says', () => {
    const config = claim('free', 'true', { layer: 'owner', at: null });
    expect(saidHere([config], 'free')).toBe('auto');
    expect(saidHere([config, claim('free', 'false', { layer: 'owner' })], 'free')).toBe('no');
    expect(saidHere([claim('tools', 'true', { layer: 'owner' })], 'free')).toBe('auto');
    expect(saidHere([claim('tools', 'true', { layer: 'owner' })], 'tools')).toBe('yes');
  });

  it('are taken back with null', () =>
    expect([valueOf('auto'), valueOf('yes'), valueOf('no')]).toEqual([null, true, false]));

  it('link to pages of the web and to nothing else', () => {
    expect(isPage('https://example.com/models')).toBe(true);
    expect(isPage('javascript:alert(1)')).toBe(false);
    expect(isPage('https://example.com and more')).toBe(false);
    expect(isPage(null)).toBe(false);
  });
});
