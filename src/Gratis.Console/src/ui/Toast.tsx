import { Toast as Base } from '@base-ui/react/toast';
import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { classes } from './classes';

const manager = Base.createToastManager();

/** Says in a corner what was done, or why it was not. Failures stay longer and are read out at once. */
export const toast = {
  done: (title: string) => manager.add({ title, type: 'done', timeout: 4000 }),
  failed: (title: string, error: unknown) =>
    manager.add({
      title,
      description: error instanceof Error ? error.message : String(error),
      type: 'failed',
      priority: 'high',
      timeout: 12000,
    }),
};

export function ToastArea({ children }: { children: ReactNode }) {
  return (
    <Base.Provider toastManager={manager}>
      {children}
      <Base.Portal>
        <Base.Viewport className="fixed right-4 bottom-4 z-50 flex w-88 max-w-[calc(100vw-2rem)] flex-col gap-2">
          <Toasts />
        </Base.Viewport>
      </Base.Portal>
    </Base.Provider>
  );
}

function Toasts() {
  const { toasts } = Base.useToastManager();
  const { t } = useTranslation();
  return toasts.map((one) => (
    <Base.Root
      key={one.id}
      toast={one}
      className={classes(
        'flex items-start gap-2 rounded-md border border-l-4 border-line bg-surface py-2 pr-2 pl-3 shadow-lg',
        one.type === 'failed' ? 'border-l-bad' : 'border-l-good',
      )}
    >
      <Base.Content className="min-w-0 flex-1 py-0.5">
        <Base.Title className="font-medium" />
        <Base.Description className="text-sm break-words text-muted" />
      </Base.Content>
      <Base.Close aria-label={t('close')} className="rounded-md p-1 text-muted hover:bg-hover hover:text-ink">
        <X size={16} aria-hidden />
      </Base.Close>
    </Base.Root>
  ));
}
