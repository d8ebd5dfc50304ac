import { useQuery } from '@tanstack/react-query';
import { useId, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { quotaHistoryQuery, type HistoryRange, type QuotaHistory, type QuotaPool } from '@/api/quotas';
import type { Series } from '@/ui/Chart';
import { Choice } from '@/ui/Choice';
import { formatCompact, formatDollars } from '@/ui/format';
import { LazyChart } from '@/ui/LazyChart';
import { QueryState } from '@/ui/QueryState';
import { burnDown } from './burnDown';

const ranges: readonly HistoryRange[] = ['24h', '7d'];

const dollars = (value: number, language: string) => `$${formatDollars(value, language)}`;

/** How the pool was spent, against an even pace. */
export function PoolHistory({ pool }: { pool: QuotaPool }) {
  const { t } = useTranslation('quotas');
  const title = useId();
  const [range, setRange] = useState<HistoryRange>('24h');
  const query = useQuery({ ...quotaHistoryQuery(pool.id, range), refetchInterval: 60_000 });
  return (
    <section aria-labelledby={title}>
      <header className="mb-2 flex flex-wrap items-center justify-between gap-2">
        <h3 id={title}>{t('history.title')}</h3>
        <Choice
          label={t('history.range')}
          isLabelHidden
          value={range}
          options={ranges.map((value) => ({ value, label: t(`history.${value}`) }))}
          onChange={setRange}
        />
      </header>
      <QueryState query={query}>
        {(history) =>
          history.samples.length === 0 ? (
            <p className="text-muted">{t('history.none')}</p>
          ) : (
            <Curve pool={pool} history={history} />
          )
        }
      </QueryState>
    </section>
  );
}

function Curve({ pool, history }: { pool: QuotaPool; history: QuotaHistory }) {
  const { t } = useTranslation('quotas');
  // The pool changes every few seconds, the curve when its history does.
  const [drawn, setDrawn] = useState({ history, pool });
  if (drawn.history !== history) setDrawn({ history, pool });
  const { at, series } = useMemo(() => {
    const curve = burnDown(drawn.pool, drawn.history.samples, Date.parse(drawn.history.to));
    const lines: Series[] = [
      {
        label: curve.hasLimit ? t('history.left') : t('history.used'),
        values: curve.left,
        tone: 'accent',
        isFilled: true,
        isStepped: true,
      },
    ];
    if (curve.even.some((value) => value !== null))
      lines.push({ label: t('history.even'), values: curve.even, tone: 'warn', isDashed: true });
    return { at: curve.at, series: lines };
  }, [drawn, t]);
  const isMoney = pool.metric === 'usd' || pool.metric === 'credits';
  return (
    <LazyChart
      label={t('history.label', { pool: pool.id })}
      at={at}
      series={series}
      height={220}
      format={isMoney ? dollars : formatCompact}
    />
  );
}
