import { useId } from 'react';
import { classes } from './classes';

interface ChoiceProps<T extends string> {
  /** What is chosen, read out before the options. */
  label: string;
  value: T;
  options: readonly { value: T; label: string }[];
  isDisabled?: boolean;
  /** The label is there for screen readers only. */
  isLabelHidden?: boolean;
  onChange: (value: T) => void;
}

/** One of a few, all of them in sight. */
export function Choice<T extends string>({
  label,
  value,
  options,
  isDisabled = false,
  isLabelHidden = false,
  onChange,
}: ChoiceProps<T>) {
  const name = useId();
  return (
    <fieldset disabled={isDisabled} className="flex min-w-0 flex-wrap items-center justify-between gap-x-3 gap-y-1">
      <legend className={isLabelHidden ? 'sr-only' : 'float-left'}>{label}</legend>
      <div className="inline-flex rounded-md border border-edge/60">
        {options.map((option) => (
          <label
            key={option.value}
            className={classes(
              'px-2.5 py-1 text-sm first:rounded-l-[5px] last:rounded-r-[5px] has-focus-visible:outline-2 has-focus-visible:outline-accent not-first:border-l not-first:border-edge/60',
              option.value === value ? 'bg-accent text-on-accent' : 'text-muted hover:bg-hover',
              isDisabled ? 'opacity-60' : 'cursor-pointer',
            )}
          >
            <input
              type="radio"
              name={name}
              value={option.value}
              checked={option.value === value}
              onChange={() => onChange(option.value)}
              className="sr-only"
            />
            {option.label}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
