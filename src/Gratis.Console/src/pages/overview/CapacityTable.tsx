import { Infinity as NoLimit } from 'lucide-react';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Capacity } from '@/api/overview';
import { Countdown } from '@/ui/Countdown';
import { EmptyState } from '@/ui/EmptyState';
import { formatCompact } from '@/ui/format';
import { Gauge } from '@/ui/Gauge';
import { Table, type Column } from '@/ui/Table';

/** What each provider's limits of a day or longer still give. */
export function CapacityTable({ rows }: { rows: readonly Capacity[] }) {
  const { t } = useTranslation('overview');
  const columns = useMemo<Column<Capacity>[]>(
    () => [
      { id: 'provider', header: t('capacity.provider'), cell: (row) => row.provider, sortBy: (row) => row.provider },
      {
        id: 'requests',
        header: t('capacity.requests'),
        cell: (row) => (
          <Left
            label={t('capacity.requests_of', { provider: row.provider })}
            left={row.requests_left}
            limit={row.requests_limit}
          />
        ),
        sortBy: (row) => row.requests_left ?? undefined,
      },
      {
        id: 'tokens',
        header: t('capacity.tokens'),
        cell: (row) => (
          <Left
            label={t('capacity.tokens_of', { provider: row.provider })}
            left={row.tokens_left}
            limit={row.tokens_limit}
          />
        ),
        sortBy: (row) => row.tokens_left ?? undefined,
      },
      {
        id: 'reset',
        header: t('capacity.reset'),
        width: '6.5rem',
        isNumeric: true,
        cell: (row) => (row.resets_at === null ? '–' : <Countdown until={row.resets_at} />),
      },
    ],
    [t],
  );
  return (
    <Table
      label={t('capacity.title')}
      rows={rows}
      columns={columns}
      rowKey={(row) => row.provider}
      empty={<EmptyState icon={NoLimit} title={t('capacity.none')} />}
    />
  );
}

function Left({ label, left, limit }: { label: string; left: number | null; limit: number | null }) {
  const { t, i18n } = useTranslation('overview');
  if (left === null || limit === null) return <span className="text-muted">–</span>;
  const words = t('capacity.left', {
    remaining: formatCompact(Math.max(left, 0), i18n.language),
    limit: formatCompact(limit, i18n.language),
  });
  return (
    <div className="flex flex-col gap-1">
      <span className="whitespace-normal tabular-nums">{words}</span>
      <Gauge label={label} value={left} max={limit} text={words} />
    </div>
  );
}
