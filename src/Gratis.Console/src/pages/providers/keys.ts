/** The keys in a text that was typed or pasted: one a line, or with commas or spaces between, each once. */
export function keysIn(text: string): string[] {
  const parts = text.replace(/^\s*export\s+/gm, '').split(/[\s,;]+/);
  return [...new Set(parts.map(unquote).filter(Boolean))];
}

/** Keys are often copied from a `.env`: `NAME="key"`. What is no such line stays as it is: keys may hold `=`. */
function unquote(part: string): string {
  const assigned = /^[A-Z][A-Z0-9_]*=(.+)$/.exec(part)?.[1] ?? part;
  return assigned.replace(/^(["'])(.*)\1$/, '$2');
}
