import type { UseInfiniteQueryResult } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Button } from '@/ui/Button';
import { ErrorState } from '@/ui/ErrorState';
import { formatNumber } from '@/ui/format';
import type { afterPages } from './filter';

interface LogEndProps {
  query: Pick<UseInfiniteQueryResult, 'isFetchingNextPage' | 'isFetchNextPageError' | 'error' | 'fetchNextPage'>;
  after: ReturnType<typeof afterPages>;
  count: number;
}

/** How many requests are shown, and whether there are more. */
export function LogEnd({ query, after, count }: LogEndProps) {
  const { t, i18n } = useTranslation('log');
  const more = () => void query.fetchNextPage();
  if (query.isFetchNextPageError) return <ErrorState error={query.error} retry={more} />;
  const shown = formatNumber(count, i18n.language);
  return (
    <div className="flex flex-wrap items-center justify-between gap-3 border-t border-line px-4 py-2 text-sm text-muted">
      <p role="status">
        {query.isFetchingNextPage ? t('end.looking', { count, shown }) : t(`end.${after}`, { count, shown })}
      </p>
      {(after === 'more' || after === 'ask') && (
        <Button look="quiet" isBusy={query.isFetchingNextPage} onClick={more}>
          {t('end.look')}
        </Button>
      )}
    </div>
  );
}
