import type { ReactNode } from 'react';

/** The one h1 of a page, what the page is for, and what can be done on it as a whole. */
export function PageHeader({ title, about, actions }: { title: string; about?: ReactNode; actions?: ReactNode }) {
  return (
    <header className="mb-5 flex flex-wrap items-end justify-between gap-x-6 gap-y-3">
      <div className="max-w-2xl">
        <h1 className="text-xl leading-tight">{title}</h1>
        {about !== undefined && <p className="mt-1 text-muted">{about}</p>}
      </div>
      {actions !== undefined && <div className="flex flex-wrap gap-2">{actions}</div>}
    </header>
  );
}
