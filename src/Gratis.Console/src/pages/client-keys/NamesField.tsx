import { Plus, X } from 'lucide-react';
import { useId, useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { IconButton } from '@/ui/Button';
import { TextField } from '@/ui/Field';

interface NamesFieldProps {
  label: string;
  hint: string;
  names: readonly string[];
  /** What is known; any other name may be typed. */
  known: readonly string[];
  onChange: (names: string[]) => void;
}

const offered = 300;

/** A list of names: typed or chosen, added with Enter or a comma, each taken out by its own button. */
export function NamesField({ label, hint, names, known, onChange }: NamesFieldProps) {
  const { t } = useTranslation('client-keys');
  const list = useId();
  const [text, setText] = useState('');
  const add = (typed: string) => {
    const more = typed.split(',').map((name) => name.trim());
    onChange([...new Set([...names, ...more])].filter(Boolean));
    setText('');
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || text.trim() === '') return;
    event.preventDefault();
    add(text);
  };
  return (
    <div className="flex flex-col gap-1.5">
      <div className="flex items-start gap-1">
        <TextField
          label={label}
          hint={hint}
          list={list}
          className="flex-1"
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          value={text}
          onChange={(event) =>
            event.target.value.endsWith(',') ? add(event.target.value) : setText(event.target.value)
          }
          onKeyDown={onKeyDown}
          // What was typed and not added is meant all the same.
          onBlur={() => text.trim() !== '' && add(text)}
        />
        <IconButton icon={Plus} label={t('names.add', { label })} className="mt-5.5" onClick={() => add(text)} />
      </div>
      <datalist id={list}>
        {matching(known, text, names).map((name) => (
          <option key={name} value={name} />
        ))}
      </datalist>
      {names.length > 0 && (
        <ul aria-label={label} className="flex flex-wrap gap-1.5">
          {names.map((name) => (
            <li
              key={name}
              className="inline-flex max-w-full items-center gap-1 rounded-md border border-line bg-sunken pl-2 text-sm"
            >
              <span className="truncate">{name}</span>
              <button
                type="button"
                aria-label={t('names.remove', { name })}
                onClick={() => onChange(names.filter((one) => one !== name))}
                className="rounded-md p-1.5 text-muted hover:text-ink"
              >
                <X size={14} aria-hidden />
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

/** No more than a browser lists without effort. */
function matching(known: readonly string[], text: string, names: readonly string[]): string[] {
  const part = text.trim().toLowerCase();
  return known.filter((name) => name.toLowerCase().includes(part) && !names.includes(name)).slice(0, offered);
}
