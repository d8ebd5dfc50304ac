import { useId } from 'react';

interface FileFieldProps {
  label: string;
  /** Ends of names that are meant, as in `.zip`. */
  accept?: string;
  onFile: (file: File | null) => void;
}

/** One file of whoever looks at the page: the browser's own chooser. */
export function FileField({ label, accept, onFile }: FileFieldProps) {
  const id = useId();
  return (
    <div className="flex flex-col gap-1">
      <label htmlFor={id} className="text-sm font-medium">
        {label}
      </label>
      <input
        id={id}
        type="file"
        accept={accept}
        className="w-full min-w-0 rounded-md border border-edge/70 bg-surface p-1 text-sm file:mr-3 file:rounded file:border-0 file:bg-hover file:px-2.5 file:py-1 file:text-ink"
        onChange={(event) => onFile(event.target.files?.[0] ?? null)}
      />
    </div>
  );
}
