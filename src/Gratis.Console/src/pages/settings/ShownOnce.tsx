import { useId, type ReactNode } from 'react';
import { CopyButton } from '@/ui/CopyButton';

/** A secret that is never shown again. */
export function ShownOnce({ label, text, children }: { label: string; text: string; children: ReactNode }) {
  const id = useId();
  return (
    <div role="status" className="mt-4 rounded-md border border-accent/40 p-3">
      <label htmlFor={id} className="text-sm font-medium">
        {label}
      </label>
      <textarea
        id={id}
        readOnly
        rows={2}
        value={text}
        className="mt-1 w-full resize-none rounded-md border border-line bg-sunken px-2.5 py-1.5 font-mono text-sm break-all"
        onFocus={(event) => event.target.select()}
      />
      <div className="mt-2 flex flex-wrap items-center justify-between gap-3">
        <p className="text-sm text-muted">{children}</p>
        <CopyButton text={text} />
      </div>
    </div>
  );
}
