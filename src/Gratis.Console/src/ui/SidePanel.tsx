import { Dialog as Base } from '@base-ui/react/dialog';
import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

interface SidePanelProps {
  title: string;
  isOpen: boolean;
  onClose: () => void;
  children: ReactNode;
}

/** More about one thing of a list, at the right side: it takes the focus, gives it back, and closes on Escape. */
export function SidePanel({ title, isOpen, onClose, children }: SidePanelProps) {
  const { t } = useTranslation();
  return (
    <Base.Root open={isOpen} onOpenChange={(open) => !open && onClose()}>
      <Base.Portal>
        <Base.Backdrop className="fixed inset-0 z-40 bg-veil" />
        <Base.Popup className="fixed inset-y-0 right-0 z-50 flex w-[34rem] max-w-full flex-col border-line bg-surface text-ink shadow-xl outline-none sm:border-l">
          <header className="flex items-start justify-between gap-4 border-b border-line py-2 pr-2 pl-4">
            <Base.Title className="min-w-0 py-1 text-base break-words">{title}</Base.Title>
            <Base.Close
              aria-label={t('close')}
              className="inline-flex size-8 shrink-0 items-center justify-center rounded-md text-muted hover:bg-hover hover:text-ink"
            >
              <X size={16} aria-hidden />
            </Base.Close>
          </header>
          <div className="min-h-0 flex-1 overflow-y-auto">{children}</div>
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}
