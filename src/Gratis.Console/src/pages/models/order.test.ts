import { describe, expect, it } from 'vitest';
import { movedAmong } from './order';

describe('a move among the rows that are shown', () => {
  it('leaves what a filter hides where it is', () => {
    const all = ['a', 'x', 'b', 'y', 'c'];
    expect(movedAmong(all, ['a', 'b', 'c'], 2, 0)).toEqual(['c', 'a', 'x', 'b', 'y']);
    expect(movedAmong(all, ['a', 'b', 'c'], 0, 1)).toEqual(['x', 'b', 'a', 'y', 'c']);
  });

  it('ignores places that are not there', () => expect(movedAmong(['a', 'b'], ['a'], 0, 1)).toEqual(['a', 'b']));
});
