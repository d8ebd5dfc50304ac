import { describe, expect, it } from 'vitest';
import { moved, movedAmong } from './order';

describe('an order', () => {
  it('moves one down and one up', () => {
    expect(moved(['a', 'b', 'c', 'd'], 0, 2)).toEqual(['b', 'c', 'a', 'd']);
    expect(moved(['a', 'b', 'c', 'd'], 3, 1)).toEqual(['a', 'd', 'b', 'c']);
  });

  it('has no place before the first or behind the last', () => {
    expect(moved(['a', 'b', 'c'], 1, -5)).toEqual(['b', 'a', 'c']);
    expect(moved(['a', 'b', 'c'], 1, 99)).toEqual(['a', 'c', 'b']);
  });

  it('is the same when nothing moves', () => expect(moved(['a', 'b'], 1, 1)).toEqual(['a', 'b']));

  it('leaves what a filter hides where it is', () => {
    const all = ['a', 'x', 'b', 'y', 'c'];
    expect(movedAmong(all, ['a', 'b', 'c'], 2, 0)).toEqual(['c', 'a', 'x', 'b', 'y']);
    expect(movedAmong(all, ['a', 'b', 'c'], 0, 1)).toEqual(['x', 'b', 'a', 'y', 'c']);
  });

  it('ignores places that are not there', () => expect(movedAmong(['a', 'b'], ['a'], 0, 1)).toEqual(['a', 'b']));
});
