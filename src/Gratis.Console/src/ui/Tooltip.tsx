import { Tooltip as Base } from '@base-ui/react/tooltip';
import type { ReactNode } from 'react';

/** More about a word or number, on hover and on focus. Nothing that is needed may stand only here. */
export function Tooltip({ content, children }: { content: ReactNode; children: ReactNode }) {
  return (
    <Base.Root>
      <Base.Trigger
        render={<span />}
        tabIndex={0}
        className="cursor-help underline decoration-edge decoration-dotted underline-offset-4"
      >
        {children}
      </Base.Trigger>
      <Base.Portal>
        <Base.Positioner sideOffset={6} className="z-50">
          <Base.Popup className="max-w-80 rounded-md border border-line bg-surface px-2.5 py-1.5 text-sm text-ink shadow-lg">
            {content}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
