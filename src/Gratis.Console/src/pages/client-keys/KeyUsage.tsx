import { useTranslation } from 'react-i18next';
import type { QuotaPool } from '@/api/quotas';
import type { UsageRow } from '@/api/usage';
import { Countdown } from '@/ui/Countdown';
import { formatCompact, formatDollars, formatNumber } from '@/ui/format';
import { Gauge } from '@/ui/Gauge';

interface KeyUsageProps {
  usage: UsageRow | undefined;
  pools: readonly QuotaPool[];
}

/** What a key was used for in the last day, and what its own limits leave. */
export function KeyUsage({ usage, pools }: KeyUsageProps) {
  const { t, i18n } = useTranslation('client-keys');
  return (
    <div className="flex flex-col gap-2">
      <p className="text-sm text-muted">
        {usage === undefined || usage.requests === 0
          ? t('usage.none')
          : [
              t('usage.requests', { count: usage.requests, amount: formatNumber(usage.requests, i18n.language) }),
              usage.failed > 0 && t('usage.failed', { count: usage.failed }),
              t('usage.tokens', { amount: formatCompact(usage.input_tokens + usage.output_tokens, i18n.language) }),
              t('usage.cost', { usd: formatDollars(usage.cost_usd, i18n.language) }),
            ]
              .filter(Boolean)
              .join(' · ')}
      </p>
      <ul className="grid gap-x-6 gap-y-2 sm:grid-cols-2 lg:grid-cols-3">
        {pools.map((pool) => (
          <Left key={pool.id} pool={pool} />
        ))}
      </ul>
    </div>
  );
}

function Left({ pool }: { pool: QuotaPool }) {
  const { t, i18n } = useTranslation('client-keys');
  if (pool.limit === null || pool.remaining === null) return null;
  const amount = (value: number) =>
    pool.metric === 'usd' ? `$${formatDollars(value, i18n.language)}` : formatCompact(value, i18n.language);
  const what = pool.window === null ? t(`metric.${pool.metric}`) : `${t(`metric.${pool.metric}`)} / ${windowOf()}`;
  const words = t('left', { remaining: amount(Math.max(pool.remaining, 0)), limit: amount(pool.limit) });
  return (
    <li className="flex flex-col gap-1 text-sm">
      <span className="flex flex-wrap justify-between gap-x-2">
        <span>{what}</span>
        <span className="text-muted tabular-nums">
          {words}
          {pool.resets_at !== null && pool.used > 0 && (
            <>
              {' · '}
              <Countdown until={pool.resets_at} />
            </>
          )}
        </span>
      </span>
      <Gauge label={what} value={pool.remaining} max={pool.limit} text={words} />
    </li>
  );

  function windowOf() {
    return t(`window.${pool.window ?? ''}`, { defaultValue: pool.window ?? '' });
  }
}
