/** Why the gateway did not take a form, in its own words. */
export function ProblemNote({ error }: { error: Error | null }) {
  return (
    error && (
      <p role="alert" className="rounded-md border border-bad/40 px-3 py-2 text-sm break-words text-bad">
        {error.message}
      </p>
    )
  );
}
