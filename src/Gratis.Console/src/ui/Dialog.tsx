import { Dialog as Base } from '@base-ui/react/dialog';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from './Button';
import { classes } from './classes';
import { ModalHead } from './ModalHead';

interface DialogProps {
  title: string;
  /** What it is about, read out when it opens. */
  description?: ReactNode;
  isOpen: boolean;
  onClose: () => void;
  /** A drawer comes from the left and is as high as the window. */
  isDrawer?: boolean;
  children: ReactNode;
}

/** A modal window: it takes the focus, gives it back, and closes on Escape. */
export function Dialog({ title, description, isOpen, onClose, isDrawer = false, children }: DialogProps) {
  return (
    <Base.Root open={isOpen} onOpenChange={(open) => !open && onClose()}>
      <Base.Portal>
        <Base.Backdrop className="fixed inset-0 z-40 bg-veil" />
        <Base.Popup
          className={classes(
            'fixed z-50 flex flex-col overflow-hidden border-line bg-surface text-ink shadow-xl outline-none',
            isDrawer
              ? 'inset-y-0 left-0 w-72 max-w-[85vw] border-r'
              : 'top-1/2 left-1/2 max-h-[90dvh] w-[34rem] max-w-[calc(100vw-2rem)] -translate-x-1/2 -translate-y-1/2 rounded-lg border',
          )}
        >
          <ModalHead title={title} />
          <div className={classes('min-h-0 flex-1 overflow-y-auto', !isDrawer && 'p-4')}>
            {description !== undefined && (
              <Base.Description className="mb-4 text-muted">{description}</Base.Description>
            )}
            {children}
          </div>
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}

interface ConfirmProps {
  title: string;
  description: ReactNode;
  /** What happens when it is confirmed, as a verb: "Delete key". */
  action: string;
  isDangerous?: boolean;
  isBusy?: boolean;
  isOpen: boolean;
  onConfirm: () => void;
  onClose: () => void;
}

/** Asks before something that cannot be taken back. */
export function ConfirmDialog({ action, isDangerous = false, isBusy = false, onConfirm, ...dialog }: ConfirmProps) {
  const { t } = useTranslation();
  return (
    <Dialog {...dialog}>
      <div className="flex justify-end gap-2">
        <Button onClick={dialog.onClose}>{t('cancel')}</Button>
        <Button look={isDangerous ? 'danger' : 'primary'} isBusy={isBusy} onClick={onConfirm}>
          {action}
        </Button>
      </div>
    </Dialog>
  );
}
