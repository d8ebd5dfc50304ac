import type { ReactNode } from 'react';
import { TextField } from './Field';

interface SearchHeadProps {
  label: string;
  text: string;
  onText: (text: string) => void;
  /** How much was found, in words; read out when it changes. */
  found: string;
  children?: ReactNode;
}

/** Above what is searched: the words, and how much they found. */
export function SearchHead({ label, text, onText, found, children }: SearchHeadProps) {
  return (
    <div className="flex flex-wrap items-end gap-x-6 gap-y-3">
      <TextField
        label={label}
        type="search"
        className="w-full max-w-md"
        value={text}
        onChange={(event) => onText(event.target.value)}
      />
      {children !== undefined && <span className="flex h-8 items-center">{children}</span>}
      <p role="status" className="flex h-8 items-center text-sm text-muted">
        {found}
      </p>
    </div>
  );
}
