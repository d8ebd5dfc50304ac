import type { QuotaPool, QuotaSample } from '@/api/quotas';
import { lengthOf } from './pools';

/** A pool over time. */
export interface BurnDown {
  at: string[];
  /** What remained; what was used where no limit is known. */
  left: (number | null)[];
  /** What would remain if the window were spent evenly; null where windows have no beginning or no known end. */
  even: (number | null)[];
  hasLimit: boolean;
}

interface Point {
  at: number;
  left: number | null;
  even: number | null;
}

interface Span {
  start: number;
  end: number;
  limit: number;
}

/**
 * The curve of a pool from its samples, with the points that no sample has: a window begins with all of it, and the one that runs ends at its reset.
 * `now` closes what is known; beyond it there is only the even pace.
 */
export function burnDown(pool: QuotaPool, samples: readonly QuotaSample[], now: number): BurnDown {
  const hasLimit = pool.limit !== null;
  const points: Point[] = [];
  let window = null as Span | null;
  for (const sample of samples) {
    const at = Date.parse(sample.at);
    const limit = sample.limit ?? pool.limit;
    const start = sample.window_start === null ? null : Date.parse(sample.window_start);
    if (start !== null && start !== window?.start) {
      if (window !== null && window.end <= start)
        points.push({ at: window.end - 1, left: points.at(-1)?.left ?? null, even: 0 });
      window = windowFrom(pool, start, limit, now);
      if (window !== null) points.push({ at: start, left: window.limit, even: window.limit });
    } else if (start === null) window = null;
    else if (window !== null && limit !== null) window = { ...window, limit };
    points.push({
      at,
      left: hasLimit && limit !== null ? Math.max(limit - sample.used, 0) : sample.used,
      even: evenAt(window, at),
    });
  }

  if (points.length > 0) {
    const isOver = window !== null && window.end < now;
    const current = hasLimit ? pool.remaining : pool.used;
    points.push({ at: now, left: isOver ? pool.limit : current, even: isOver ? null : evenAt(window, now) });
    if (window !== null && window.end > now) points.push({ at: window.end, left: null, even: 0 });
  }

  const ordered = inOrder(points);
  return {
    at: ordered.map((point) => new Date(point.at).toISOString()),
    left: ordered.map((point) => point.left),
    even: ordered.map((point) => point.even),
    hasLimit,
  };
}

function evenAt(window: Span | null, at: number): number | null {
  return window === null || at > window.end
    ? null
    : window.limit * (1 - (at - window.start) / (window.end - window.start));
}

function windowFrom(pool: QuotaPool, start: number, limit: number | null, now: number): Span | null {
  if (limit === null) return null;
  const resets = pool.resets_at === null ? null : Date.parse(pool.resets_at);
  const length = lengthOf(pool.window);
  // The reset belongs to the window that runs; how long older ones were is known by their name alone.
  const isCurrent = resets !== null && resets > now && (length === null || resets - start <= 1.1 * length);
  const end = isCurrent ? resets : length === null ? null : start + length;
  return end === null || end <= start ? null : { start, end, limit };
}

/** A chart wants each instant once and in order; of several the last word counts. */
function inOrder(points: readonly Point[]): Point[] {
  const byInstant = new Map(points.map((point) => [point.at, point]));
  return [...byInstant.values()].sort((a, b) => a.at - b.at);
}
