import { Infinity as NoLimit } from 'lucide-react';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { QuotaPool } from '@/api/quotas';
import { Countdown } from '@/ui/Countdown';
import { EmptyState } from '@/ui/EmptyState';
import { formatCompact } from '@/ui/format';
import { Gauge } from '@/ui/Gauge';
import { Table, type Column } from '@/ui/Table';
import { capacityOf, type Allowance, type ProviderCapacity } from './capacity';

/** What each provider still gives today. */
export function CapacityTable({ pools }: { pools: readonly QuotaPool[] }) {
  const { t } = useTranslation('overview');
  const rows = useMemo(() => capacityOf(pools), [pools]);
  const columns = useMemo<Column<ProviderCapacity>[]>(
    () => [
      { id: 'provider', header: t('capacity.provider'), cell: (row) => row.provider, sortBy: (row) => row.provider },
      {
        id: 'requests',
        header: t('capacity.requests'),
        cell: (row) => <Left label={t('capacity.requests_of', { provider: row.provider })} allowance={row.requests} />,
        sortBy: (row) => row.requests?.remaining,
      },
      {
        id: 'tokens',
        header: t('capacity.tokens'),
        cell: (row) => <Left label={t('capacity.tokens_of', { provider: row.provider })} allowance={row.tokens} />,
        sortBy: (row) => row.tokens?.remaining,
      },
      {
        id: 'reset',
        header: t('capacity.reset'),
        width: '6.5rem',
        isNumeric: true,
        cell: (row) => (row.resetsAt === null ? '–' : <Countdown until={row.resetsAt} />),
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

function Left({ label, allowance }: { label: string; allowance: Allowance | null }) {
  const { t, i18n } = useTranslation('overview');
  if (allowance === null) return <span className="text-muted">–</span>;
  const words = t('capacity.left', {
    remaining: formatCompact(allowance.remaining, i18n.language),
    limit: formatCompact(allowance.limit, i18n.language),
  });
  return (
    <div className="flex flex-col gap-1">
      <span className="whitespace-normal tabular-nums">{words}</span>
      <Gauge label={label} value={allowance.remaining} max={allowance.limit} text={words} />
    </div>
  );
}
