import { act, render, screen } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { Countdown, remaining } from './Countdown';

afterEach(() => vi.useRealTimers());

describe('a countdown', () => {
  it.each([
    [2 * 86400 + 4 * 3600 + 59, '2d 4h'],
    [3 * 3600 + 5 * 60 + 59, '3h 05m'],
    [4 * 60 + 9, '4m 09s'],
    [12, '12s'],
    [0.2, '1s'],
    [0, null],
    [-5, null],
    [NaN, null],
  ])('of %d seconds says %s', (seconds, words) => expect(remaining(1000 * seconds, 0)).toBe(words));

  it('runs, and ends in "now"', () => {
    vi.useFakeTimers({ now: Date.parse('2026-01-01T00:00:00Z') });
    render(<Countdown until="2026-01-01T00:00:02Z" />);
    expect(screen.getByText('2s')).toBeDefined();
    act(() => void vi.advanceTimersByTime(1000));
    expect(screen.getByText('1s')).toBeDefined();
    act(() => void vi.advanceTimersByTime(1000));
    expect(screen.getByText('now')).toBeDefined();
  });
});
