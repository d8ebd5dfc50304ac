import { Dialog } from '@base-ui/react/dialog';
import { X } from 'lucide-react';
import { useTranslation } from 'react-i18next';

/** What a window is called, and its way out. */
export function ModalHead({ title }: { title: string }) {
  const { t } = useTranslation();
  return (
    <header className="flex items-start justify-between gap-4 border-b border-line py-2 pr-2 pl-4">
      <Dialog.Title className="min-w-0 py-1 text-base break-words">{title}</Dialog.Title>
      <Dialog.Close
        aria-label={t('close')}
        className="inline-flex size-8 shrink-0 items-center justify-center rounded-md text-muted hover:bg-hover hover:text-ink"
      >
        <X size={16} aria-hidden />
      </Dialog.Close>
    </header>
  );
}
