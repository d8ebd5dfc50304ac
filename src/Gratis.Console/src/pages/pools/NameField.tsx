import { useId, useMemo } from 'react';
import { TextField } from '@/ui/Field';

const most = 50;

interface NameFieldProps {
  label: string;
  isLabelHidden?: boolean;
  hint?: string;
  value: string;
  placeholder?: string;
  className?: string;
  names: readonly string[];
  onChange: (value: string) => void;
  /** Inside a form, whose sending Enter is not meant to be. */
  onEnter?: () => void;
}

/** A name, with those that are known offered while it is typed. Of thousands only the first that fit are given to the browser. */
export function NameField({ names, onChange, onEnter, ...field }: NameFieldProps) {
  const id = useId();
  const offered = useMemo(() => {
    const text = field.value.trim().toLowerCase();
    return names.filter((name) => name.toLowerCase().includes(text)).slice(0, most);
  }, [names, field.value]);
  return (
    <>
      <TextField
        {...field}
        list={id}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || onEnter === undefined) return;
          event.preventDefault();
          onEnter();
        }}
      />
      <datalist id={id}>
        {offered.map((name) => (
          <option key={name} value={name} />
        ))}
      </datalist>
    </>
  );
}
