import { ListRestart, RotateCcw } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '@/ui/Button';
import { ConfirmDialog } from '@/ui/Dialog';
import { toast } from '@/ui/Toast';
import { useTakeBack } from './useRouteEdits';

/** Takes the owner's order back, or everything that was changed about routes; neither without asking. */
export function TakeBack() {
  const { t } = useTranslation('models');
  const [asked, setAsked] = useState<'autoRank' | 'reset'>();
  const autoRank = useTakeBack('autoRank');
  const reset = useTakeBack('reset');
  const confirm = (what: 'autoRank' | 'reset', mutation: typeof reset) =>
    mutation.mutate(undefined, {
      onSuccess: () => toast.done(t(`${what}.done`)),
      onError: (error) => void toast.failed(t(`${what}.failed`), error),
      onSettled: () => setAsked(undefined),
    });
  return (
    <>
      <Button icon={ListRestart} onClick={() => setAsked('autoRank')}>
        {t('autoRank.title')}
      </Button>
      <Button icon={RotateCcw} onClick={() => setAsked('reset')}>
        {t('reset.title')}
      </Button>
      <ConfirmDialog
        title={t('autoRank.title')}
        description={t('autoRank.about')}
        action={t('autoRank.action')}
        isOpen={asked === 'autoRank'}
        isBusy={autoRank.isPending}
        onClose={() => setAsked(undefined)}
        onConfirm={() => confirm('autoRank', autoRank)}
      />
      <ConfirmDialog
        title={t('reset.title')}
        description={t('reset.about')}
        action={t('reset.action')}
        isDangerous
        isOpen={asked === 'reset'}
        isBusy={reset.isPending}
        onClose={() => setAsked(undefined)}
        onConfirm={() => confirm('reset', reset)}
      />
    </>
  );
}
