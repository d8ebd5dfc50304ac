import { Dialog as Base } from '@base-ui/react/dialog';
import type { ReactNode } from 'react';
import { ModalHead } from './ModalHead';

interface SidePanelProps {
  title: string;
  isOpen: boolean;
  onClose: () => void;
  children: ReactNode;
}

/** More about one thing of a list, at the right side: it takes the focus, gives it back, and closes on Escape. */
export function SidePanel({ title, isOpen, onClose, children }: SidePanelProps) {
  return (
    <Base.Root open={isOpen} onOpenChange={(open) => !open && onClose()}>
      <Base.Portal>
        <Base.Backdrop className="fixed inset-0 z-40 bg-veil" />
        <Base.Popup className="fixed inset-y-0 right-0 z-50 flex w-[34rem] max-w-full flex-col border-line bg-surface text-ink shadow-xl outline-none sm:border-l">
          <ModalHead title={title} />
          <div className="min-h-0 flex-1 overflow-y-auto">{children}</div>
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}
