import { useTranslation } from 'react-i18next';
import { Badge } from '@/ui/Badge';
import { Countdown } from '@/ui/Countdown';
import { formatNumber } from '@/ui/format';
import type { Connection } from './useLive';

/** Whether what is seen is what happens. */
export function ConnectionState({
  connection,
  isHeld,
  dropped,
}: {
  connection: Connection;
  isHeld: boolean;
  dropped: number;
}) {
  const { t, i18n } = useTranslation('live');
  return (
    <div className="flex flex-wrap items-center justify-end gap-2 text-sm text-muted">
      {dropped > 0 && (
        <Badge tone="warn">{t('dropped', { count: dropped, number: formatNumber(dropped, i18n.language) })}</Badge>
      )}
      {isHeld && <Badge tone="warn">{t('held')}</Badge>}
      <span role="status">
        {connection.state === 'open' && <Badge tone="good">{t('connection.open')}</Badge>}
        {connection.state === 'connecting' && <Badge>{t('connection.connecting')}</Badge>}
        {connection.state === 'lost' && <Badge tone="bad">{t('connection.lost')}</Badge>}
      </span>
      {connection.state === 'lost' && (
        <span>
          {connection.reason} {t('connection.again')} <Countdown until={connection.retryAt} />
        </span>
      )}
    </div>
  );
}
