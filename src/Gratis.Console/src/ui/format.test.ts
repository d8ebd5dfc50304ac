import { describe, expect, it } from 'vitest';
import { formatDollars, formatDuration, formatPercent } from './format';

describe('numbers', () => {
  it.each([
    [0, '0.00'],
    [0.004, '0.004'],
    [0.0000002, '0.0000002'],
    [1.239, '1.24'],
    [1234.5, '1,234.50'],
  ])('of %d dollars are %s', (value, words) => expect(formatDollars(value, 'en')).toBe(words));

  it.each([
    [0, '0 ms'],
    [999, '999 ms'],
    [1240, '1.2 sec'],
    [119_000, '119 sec'],
    [150_000, '2.5 min'],
  ])('of %d ms are %s', (ms, words) => expect(formatDuration(ms, 'en')).toBe(words));

  it.each([
    [1, '100%'],
    [0.99996, '99.9%'],
    [0.5, '50%'],
    [0, '0%'],
  ])('of a share of %d are %s', (share, words) => expect(formatPercent(share, 'en')).toBe(words));
});
