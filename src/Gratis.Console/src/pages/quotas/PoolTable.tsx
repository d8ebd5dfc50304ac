import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { QuotaPool } from '@/api/quotas';
import { Badge } from '@/ui/Badge';
import { Countdown } from '@/ui/Countdown';
import { formatPercent } from '@/ui/format';
import { Gauge } from '@/ui/Gauge';
import { Table, type Column } from '@/ui/Table';
import { Tooltip } from '@/ui/Tooltip';
import { isSpent, shareLeft } from './pools';
import { useWords } from './words';

interface PoolTableProps {
  label: string;
  pools: readonly QuotaPool[];
  isOfAccount: boolean;
  onOpen: (id: string) => void;
}

export function PoolTable({ label, pools, isOfAccount, onOpen }: PoolTableProps) {
  const { t, i18n } = useTranslation('quotas');
  const words = useWords();
  const columns = useMemo<Column<QuotaPool>[]>(
    () => [
      {
        id: 'pool',
        header: t('columns.pool'),
        cell: (pool) => (
          <>
            <button
              type="button"
              title={pool.id}
              className="block max-w-full truncate text-left font-medium text-accent underline"
              onClick={() => onOpen(pool.id)}
            >
              {words.kind(pool)}
              <span className="sr-only"> {t('of', { name: pool.id })}</span>
            </button>
            <span className="block truncate text-sm text-muted" title={pool.models.join(', ')}>
              {[words.models(pool), !isOfAccount && pool.account].filter(Boolean).join(' · ')}
            </span>
          </>
        ),
      },
      {
        id: 'left',
        header: t('columns.left'),
        width: '32%',
        cell: (pool) => <Left pool={pool} />,
        sortBy: (pool) => shareLeft(pool) ?? undefined,
      },
      {
        id: 'source',
        header: t('columns.source'),
        width: '10rem',
        isWideOnly: true,
        cell: (pool) => (
          <Tooltip content={t(`source_hint.${pool.source}`)}>
            {t(`source.${pool.source}`)}
            {pool.source !== 'unknown' && ` · ${formatPercent(pool.confidence, i18n.language)}`}
          </Tooltip>
        ),
        sortBy: (pool) => pool.confidence,
      },
      {
        id: 'resets',
        header: t('columns.resets'),
        width: '6rem',
        isNumeric: true,
        cell: (pool) => <Resets pool={pool} />,
        sortBy: (pool) => pool.spent_until ?? pool.resets_at ?? undefined,
      },
    ],
    [t, i18n.language, words, isOfAccount, onOpen],
  );
  return <Table label={label} rows={pools} columns={columns} rowKey={(pool) => pool.id} />;
}

function Left({ pool }: { pool: QuotaPool }) {
  const { t } = useTranslation('quotas');
  const words = useWords();
  if (pool.limit === null || pool.remaining === null)
    return (
      <span className="flex flex-wrap items-center gap-2">
        {isSpent(pool) && <Badge tone="bad">{t('spent')}</Badge>}
        <span className="text-muted">{t('used_only', { used: words.amount(pool, pool.used) })}</span>
      </span>
    );
  const left = t('left', {
    remaining: words.amount(pool, Math.max(pool.remaining, 0)),
    limit: words.amount(pool, pool.limit),
  });
  return (
    <div className="flex flex-col gap-1">
      <span className="flex flex-wrap items-center gap-x-2 whitespace-normal tabular-nums">
        {left}
        {isSpent(pool) && <Badge tone="bad">{t('spent')}</Badge>}
        <span className="text-sm text-muted max-sm:hidden">
          {[
            t('used', { used: words.amount(pool, pool.used) }),
            pool.reserved > 0 && t('reserved', { reserved: words.amount(pool, pool.reserved) }),
          ]
            .filter(Boolean)
            .join(' · ')}
        </span>
      </span>
      <Gauge
        label={t('gauge', { pool: pool.id })}
        value={isSpent(pool) ? 0 : pool.remaining}
        max={pool.limit}
        text={left}
      />
    </div>
  );
}

/** When there is more again: for who is spent, when calls are let through. */
function Resets({ pool }: { pool: QuotaPool }) {
  const until = pool.spent_until ?? pool.resets_at;
  return until === null ? '–' : <Countdown until={until} />;
}
