import { useTranslation } from 'react-i18next';
import { usePatchConfig } from '@/api/config';
import { ConfirmDialog } from '@/ui/Dialog';
import { toast } from '@/ui/Toast';

/** Nothing is asked without a name. */
export function DeletePool({ name, onClose }: { name: string | undefined; onClose: () => void }) {
  const { t } = useTranslation('pools');
  const patch = usePatchConfig();
  return (
    <ConfirmDialog
      title={t('delete.title', { name: name ?? '' })}
      description={t('delete.about')}
      action={t('delete.action')}
      isDangerous
      isOpen={name !== undefined}
      isBusy={patch.isPending}
      onClose={onClose}
      onConfirm={() => {
        if (name === undefined) return;
        patch.mutate(
          { pools: { [name]: null } },
          {
            onSuccess: () => toast.done(t('delete.done', { name })),
            onError: (error) => void toast.failed(t('delete.failed', { name }), error),
            onSettled: onClose,
          },
        );
      }}
    />
  );
}
