import { Switch as Base } from '@base-ui/react/switch';

interface SwitchProps {
  label: string;
  isOn: boolean;
  isDisabled?: boolean;
  /** The label is there for screen readers only. */
  isLabelHidden?: boolean;
  onChange: (isOn: boolean) => void;
}

export function Switch({ label, isOn, isDisabled = false, isLabelHidden = false, onChange }: SwitchProps) {
  return (
    <label className="inline-flex items-center gap-2">
      <Base.Root
        checked={isOn}
        disabled={isDisabled}
        onCheckedChange={onChange}
        className="inline-flex h-5 w-9 shrink-0 items-center rounded-full border border-edge bg-sunken px-0.5 data-checked:border-accent data-checked:bg-accent data-disabled:opacity-60"
      >
        <Base.Thumb className="size-3.5 rounded-full bg-edge transition-transform data-checked:translate-x-4 data-checked:bg-on-accent" />
      </Base.Root>
      <span className={isLabelHidden ? 'sr-only' : undefined}>{label}</span>
    </label>
  );
}
