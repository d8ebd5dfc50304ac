import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';

/** Nothing here, and what to do about it. */
export function EmptyState({
  icon: Icon,
  title,
  children,
}: {
  icon?: LucideIcon;
  title: string;
  children?: ReactNode;
}) {
  return (
    <div className="flex flex-col items-center gap-2 px-4 py-8 text-center text-muted">
      {Icon && <Icon size={24} aria-hidden strokeWidth={1.5} />}
      <p className="font-medium text-ink">{title}</p>
      {children}
    </div>
  );
}
