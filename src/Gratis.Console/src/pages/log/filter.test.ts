import { describe, expect, it } from 'vitest';
import { addressOf, afterPages, filterFrom, localInput, mostRows } from './filter';

describe('the filter of the log', () => {
  it('goes into the address and comes back', () => {
    const form = new FormData();
    form.set('q', ' gpt ');
    form.set('status', '429');
    form.set('model', '');
    form.set('from', '2026-01-31T12:00');
    const filter = filterFrom(addressOf(form));
    expect(filter).toEqual({ q: 'gpt', status: '429', from: new Date('2026-01-31T12:00').toISOString() });
    expect(localInput(filter.from)).toBe('2026-01-31T12:00');
  });

  it('takes no instant that is none, and nothing that it does not know', () =>
    expect(filterFrom(new URLSearchParams('from=yesterday&to=&limit=5&client=a'))).toEqual({ client: 'a' }));
});

describe('after the pages that are there', () => {
  const page = (rows: number, next: string | null = 'x') => ({ requests: Array<number>(rows).fill(0), next });

  it('comes more until there is none', () => {
    expect(afterPages([page(200)])).toBe('more');
    expect(afterPages([page(200), page(3, null)])).toBe('end');
  });

  it('looks on over a few empty pages, then asks', () => {
    expect(afterPages([page(1), ...Array<ReturnType<typeof page>>(4).fill(page(0))])).toBe('more');
    expect(afterPages([page(1), ...Array<ReturnType<typeof page>>(5).fill(page(0))])).toBe('ask');
  });

  it('is full at some point', () => expect(afterPages([page(mostRows)])).toBe('full'));
});
