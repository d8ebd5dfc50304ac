import { moved } from '@/app/moved';

/**
 * The whole order after a move among those that are shown. Beside the one whose place it takes is where it goes in the whole order,
 * so that what a filter hides stays where it is.
 */
export function movedAmong(all: readonly string[], shown: readonly string[], from: number, to: number): string[] {
  const one = shown[from];
  const place = shown[to];
  return one === undefined || place === undefined ? [...all] : moved(all, all.indexOf(one), all.indexOf(place));
}
