import { Loader2, type LucideIcon } from 'lucide-react';
import type { ComponentProps } from 'react';
import { classes } from './classes';

type Look = 'primary' | 'plain' | 'quiet' | 'danger';

const looks: Record<Look, string> = {
  primary: 'bg-accent text-on-accent border-transparent hover:brightness-110',
  plain: 'bg-surface text-ink border-edge/60 hover:bg-hover',
  quiet: 'bg-transparent text-muted border-transparent hover:bg-hover hover:text-ink',
  danger: 'bg-surface text-bad border-bad/60 hover:bg-bad/10',
};

const shape =
  'inline-flex h-9 items-center justify-center gap-2 rounded-md border px-3 font-medium whitespace-nowrap disabled:opacity-60 sm:h-8';

interface ButtonProps extends ComponentProps<'button'> {
  look?: Look;
  icon?: LucideIcon;
  /** Under way: it cannot be pressed, and says so to who cannot see the wheel. */
  isBusy?: boolean;
}

export function Button({ look = 'plain', icon, isBusy = false, disabled, className, children, ...rest }: ButtonProps) {
  const Icon = isBusy ? Loader2 : icon;
  return (
    <button
      type="button"
      disabled={disabled === true || isBusy}
      aria-busy={isBusy || undefined}
      className={classes(shape, looks[look], className)}
      {...rest}
    >
      {Icon && <Icon size={16} aria-hidden className={isBusy ? 'animate-spin' : undefined} />}
      {children}
    </button>
  );
}

/** Leads to a file, where a button would do something. */
export function DownloadLink({ icon: Icon, children, ...rest }: ComponentProps<'a'> & { icon: LucideIcon }) {
  return (
    <a download className={classes(shape, looks.plain, 'no-underline')} {...rest}>
      <Icon size={16} aria-hidden />
      {children}
    </a>
  );
}

interface IconButtonProps extends Omit<ButtonProps, 'children' | 'icon'> {
  icon: LucideIcon;
  /** What it does, for who cannot see the icon. */
  label: string;
}

export function IconButton({ label, look = 'quiet', className, ...rest }: IconButtonProps) {
  return (
    <Button look={look} aria-label={label} title={label} className={classes('w-9 px-0! sm:w-8', className)} {...rest} />
  );
}
