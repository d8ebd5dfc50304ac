import { describe, expect, it } from 'vitest';
import { changesOf, isLimit, textsOf } from './limitForm';

describe('the form of limits', () => {
  it.each([
    ['', true],
    ['1000', true],
    [' 5 ', true],
    ['0', false],
    ['-1', false],
    ['1.5', false],
    ['many', false],
  ])('takes %j: %s', (text, isGood) => expect(isLimit(text)).toBe(isGood));

  it('sends what changed, and takes back what was emptied', () => {
    const before = { rpd: 900, rpm: 30, pacing: 'even' as const };
    const texts = { ...textsOf(before), rpd: '', tpd: '5000' };
    const more = { reset: null, pacing: 'reserve' as const, reserve_share: null };
    expect(changesOf(before, texts, more)).toEqual({ rpd: null, tpd: 5000, pacing: 'reserve' });
    expect(changesOf({ rpm: 1 }, textsOf({ rpm: 1 }), { reset: null, pacing: null, reserve_share: null })).toEqual({});
  });
});
