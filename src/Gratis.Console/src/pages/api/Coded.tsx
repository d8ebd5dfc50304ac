/** A short text of the document: what stands between backticks is code, the rest is text. */
export function Coded({ text }: { text: string }) {
  return text.split('`').map((part, place) =>
    place % 2 === 0 ? (
      part
    ) : (
      <code key={place} className="font-mono text-xs text-ink">
        {part}
      </code>
    ),
  );
}
