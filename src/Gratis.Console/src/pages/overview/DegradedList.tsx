import { CircleCheck } from 'lucide-react';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { DegradedPart } from '@/api/overview';
import { Countdown } from '@/ui/Countdown';
import { EmptyState } from '@/ui/EmptyState';
import { HealthBadge } from '@/ui/HealthBadge';
import { degradedOf } from './standing';

const shown = 12;

/** What does not serve as it should, why, and until when. */
export function DegradedList({ parts }: { parts: readonly DegradedPart[] }) {
  const { t } = useTranslation('overview');
  const all = useMemo(() => degradedOf(parts), [parts]);
  if (all.length === 0) return <EmptyState icon={CircleCheck} title={t('degraded.none')} />;
  return (
    <ul className="divide-y divide-line">
      {all.slice(0, shown).map((one) => (
        <li key={`${one.provider} ${one.routes.length} ${one.health} ${one.reason ?? ''}`} className="px-4 py-2.5">
          <div className="flex items-center gap-2">
            <HealthBadge health={one.health} />
            <span className="min-w-0 flex-1 truncate font-medium">
              {one.routes.length === 0
                ? t('degraded.whole', { provider: one.provider })
                : one.routes.length === 1
                  ? one.routes[0]
                  : t('degraded.routes', { provider: one.provider, count: one.routes.length })}
            </span>
            {one.until !== null && (
              <span className="text-sm text-muted">
                <Countdown until={one.until} />
              </span>
            )}
          </div>
          {one.reason !== null && <p className="mt-1 text-sm break-words text-muted">{one.reason}</p>}
        </li>
      ))}
      {all.length > shown && (
        <li className="px-4 py-2.5 text-muted">{t('degraded.more', { count: all.length - shown })}</li>
      )}
    </ul>
  );
}
