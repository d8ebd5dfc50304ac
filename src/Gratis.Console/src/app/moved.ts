/** The items with one of them at another place; what lies between moves by one. */
export function moved<T>(all: readonly T[], from: number, to: number): T[] {
  const one = all[from];
  if (one === undefined || from === to) return [...all];
  const rest = all.toSpliced(from, 1);
  return rest.toSpliced(Math.min(Math.max(to, 0), rest.length), 0, one);
}
