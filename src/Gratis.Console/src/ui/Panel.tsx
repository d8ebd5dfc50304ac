import { useId, type ReactNode } from 'react';
import { classes } from './classes';

interface PanelProps {
  title: ReactNode;
  /** To the right of the title. */
  aside?: ReactNode;
  /** The content reaches the edges: a table or a list that brings its own padding. */
  isFlush?: boolean;
  className?: string;
  children: ReactNode;
}

/** A titled part of a page. */
export function Panel({ title, aside, isFlush = false, className, children }: PanelProps) {
  const id = useId();
  return (
    <section aria-labelledby={id} className={classes('min-w-0 rounded-lg border border-line bg-surface', className)}>
      <header className="flex min-h-11 items-center justify-between gap-3 border-b border-line px-4 py-1.5">
        <h2 id={id} className="text-base">
          {title}
        </h2>
        {aside}
      </header>
      <div className={isFlush ? undefined : 'p-4'}>{children}</div>
    </section>
  );
}
