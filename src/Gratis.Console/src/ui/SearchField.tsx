import { TextField } from './Field';

interface SearchFieldProps {
  label: string;
  text: string;
  onText: (text: string) => void;
  className?: string | undefined;
}

/** A field whose label stands in it as long as it is empty. */
export function SearchField({ label, text, onText, className }: SearchFieldProps) {
  return (
    <TextField
      label={label}
      isLabelHidden
      type="search"
      value={text}
      placeholder={label}
      onChange={(event) => onText(event.target.value)}
      className={className}
    />
  );
}
