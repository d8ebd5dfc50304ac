import { RotateCw, TriangleAlert } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { ApiError } from '@/api/error';
import { Button } from './Button';

/** What went wrong, in the gateway's own words where it had any, and a way on. */
export function ErrorState({ error, retry }: { error: unknown; retry?: () => void }) {
  const { t } = useTranslation();
  const told = error instanceof ApiError ? error : undefined;
  return (
    <div role="alert" className="flex flex-col items-start gap-3 p-4">
      <p className="flex items-center gap-2 font-medium text-bad">
        <TriangleAlert size={18} aria-hidden />
        {told?.isUnreachable ? t('error.unreachable') : t('error.title')}
      </p>
      <p className="max-w-prose break-words">
        {told?.isUnreachable ? t('error.unreachable_hint') : error instanceof Error ? error.message : String(error)}
      </p>
      {told && !told.isUnreachable && (
        <p className="font-mono text-xs text-muted">
          {told.status} {told.code} {told.requestId}
        </p>
      )}
      {retry && (
        <Button icon={RotateCw} onClick={retry}>
          {t('error.retry')}
        </Button>
      )}
    </div>
  );
}
