import { useId, type ComponentProps, type ReactNode } from 'react';
import { classes } from './classes';

const box =
  'h-9 w-full min-w-0 rounded-md border border-edge/70 bg-surface px-2.5 text-ink aria-invalid:border-bad disabled:opacity-60 sm:h-8';

interface FieldProps {
  label: string;
  hint?: ReactNode;
  /** What is wrong with the value; read out when it comes. */
  error?: string | undefined;
  /** The label is there for screen readers only. */
  isLabelHidden?: boolean;
}

export function TextField({
  label,
  hint,
  error,
  isLabelHidden,
  className,
  ...rest
}: FieldProps & ComponentProps<'input'>) {
  return (
    <Labelled {...{ label, hint, error, isLabelHidden, className }}>
      {(wiring) => <input type="text" className={box} {...wiring} {...rest} />}
    </Labelled>
  );
}

/** Several lines. */
export function TextArea({
  label,
  hint,
  error,
  isLabelHidden,
  className,
  ...rest
}: FieldProps & ComponentProps<'textarea'>) {
  return (
    <Labelled {...{ label, hint, error, isLabelHidden, className }}>
      {(wiring) => <textarea rows={4} className={classes(box, 'h-auto! py-1.5 leading-5')} {...wiring} {...rest} />}
    </Labelled>
  );
}

interface SelectProps<T extends string> extends FieldProps, Omit<ComponentProps<'select'>, 'onChange' | 'value'> {
  value: T;
  options: readonly { value: T; label: string }[];
  onChange: (value: T) => void;
}

/** The browser's own: it knows the keyboard, the phone and the screen reader better than a copy would. */
export function Select<T extends string>({
  options,
  onChange,
  label,
  hint,
  error,
  isLabelHidden,
  className,
  ...rest
}: SelectProps<T>) {
  return (
    <Labelled {...{ label, hint, error, isLabelHidden, className }}>
      {(wiring) => (
        <select
          className={classes(box, 'px-1.5!')}
          {...wiring}
          {...rest}
          onChange={(event) => onChange(event.target.value as T)}
        >
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
      )}
    </Labelled>
  );
}

interface LabelledProps {
  label: string;
  hint: ReactNode;
  error: string | undefined;
  isLabelHidden: boolean | undefined;
  className: string | undefined;
  children: (wiring: Pick<ComponentProps<'input'>, 'id' | 'aria-invalid' | 'aria-describedby'>) => ReactNode;
}

function Labelled({ label, hint, error, isLabelHidden, className, children }: LabelledProps) {
  const id = useId();
  const about = [hint !== undefined && `${id}-hint`, error !== undefined && `${id}-error`].filter(Boolean).join(' ');
  return (
    <div className={classes('flex flex-col gap-1', className)}>
      <label htmlFor={id} className={isLabelHidden ? 'sr-only' : 'text-sm font-medium'}>
        {label}
      </label>
      {children({ id, 'aria-invalid': error !== undefined, ...(about && { 'aria-describedby': about }) })}
      {hint !== undefined && (
        <p id={`${id}-hint`} className="text-sm text-muted">
          {hint}
        </p>
      )}
      {error !== undefined && (
        <p id={`${id}-error`} role="alert" className="text-sm text-bad">
          {error}
        </p>
      )}
    </div>
  );
}
