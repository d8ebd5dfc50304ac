/** The order with one of them at another place; what lies between moves by one. */
export function moved<T>(all: readonly T[], from: number, to: number): T[] {
  const one = all[from];
  if (one === undefined || from === to) return [...all];
  const rest = all.toSpliced(from, 1);
  return rest.toSpliced(Math.min(Math.max(to, 0), rest.length), 0, one);
}

/**
 * The whole order after a move among those that are shown. Beside the one whose place it takes is where it goes in the whole order,
 * so that what a filter hides stays where it is.
 */
export function movedAmong(all: readonly string[], shown: readonly string[], from: number, to: number): string[] {
  const one = shown[from];
  const place = shown[to];
  return one === undefined || place === undefined ? [...all] : moved(all, all.indexOf(one), all.indexOf(place));
}
