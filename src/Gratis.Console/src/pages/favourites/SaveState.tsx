import { Check, Loader2, TriangleAlert } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button } from '@/ui/Button';

interface SaveStateProps {
  state: 'idle' | 'pending' | 'success' | 'error';
  error: Error | null;
  retry: () => void;
  takeBack: () => void;
}

/** Whether what is shown is what the gateway has. */
export function SaveState({ state, error, retry, takeBack }: SaveStateProps) {
  const { t } = useTranslation(['favourites', 'common']);
  return (
    <div role="status" className="flex flex-wrap items-center justify-end gap-2 text-sm text-muted">
      {state === 'idle' && t('save.idle')}
      {state === 'pending' && (
        <>
          <Loader2 size={14} aria-hidden className="animate-spin" />
          {t('save.pending')}
        </>
      )}
      {state === 'success' && (
        <>
          <Check size={14} aria-hidden className="text-good" />
          {t('save.success')}
        </>
      )}
      {state === 'error' && (
        <>
          <span className="flex items-center gap-1.5 text-bad">
            <TriangleAlert size={14} aria-hidden />
            {t('save.error', { reason: error?.message ?? '' })}
          </span>
          <Button onClick={retry}>{t('common:error.retry')}</Button>
          <Button look="quiet" onClick={takeBack}>
            {t('save.take_back')}
          </Button>
        </>
      )}
    </div>
  );
}
