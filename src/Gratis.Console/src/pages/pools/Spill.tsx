import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { configQuery } from '@/api/config';
import { quotasQuery, type QuotaPool } from '@/api/quotas';
import { Countdown } from '@/ui/Countdown';
import { formatDollars } from '@/ui/format';
import { Gauge } from '@/ui/Gauge';
import { Panel } from '@/ui/Panel';
import { QueryState } from '@/ui/QueryState';
import { SpillForm } from './SpillForm';

/** Using paid routes: whether, for how much, and which. */
export function Spill() {
  const { t } = useTranslation('pools');
  const config = useQuery(configQuery);
  const quotas = useQuery({ ...quotasQuery, refetchInterval: 15_000 });
  const budgets = quotas.data?.filter((pool) => pool.scope === 'budget' && pool.client === null) ?? [];
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-4 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
      <Panel title={t('spill.title')}>
        <QueryState query={config}>{(one) => <SpillForm key={JSON.stringify(one.spill)} config={one} />}</QueryState>
      </Panel>
      <Panel title={t('spill.spent')}>
        {budgets.length === 0 ? (
          <p className="text-muted">{t('spill.no_budget')}</p>
        ) : (
          <ul className="flex flex-col gap-4">
            {budgets.map((pool) => (
              <Budget key={pool.id} pool={pool} />
            ))}
          </ul>
        )}
      </Panel>
    </div>
  );
}

function Budget({ pool }: { pool: QuotaPool }) {
  const { t, i18n } = useTranslation('pools');
  const window = pool.window === 'day' || pool.window === 'month' ? t(`spill.${pool.window}`) : (pool.window ?? '');
  const used = pool.used + pool.reserved;
  const words = t('spill.used', {
    used: formatDollars(used, i18n.language),
    limit: formatDollars(pool.limit ?? 0, i18n.language),
  });
  return (
    <li className="flex flex-col gap-1">
      <span className="flex justify-between gap-2">
        <span>{window}</span>
        <span className="tabular-nums">{words}</span>
      </span>
      <Gauge label={window} value={Math.max((pool.limit ?? 0) - used, 0)} max={pool.limit ?? 0} text={words} />
      {pool.resets_at !== null && (
        <span className="text-sm text-muted">
          {t('spill.resets')} <Countdown until={pool.resets_at} />
        </span>
      )}
    </li>
  );
}
