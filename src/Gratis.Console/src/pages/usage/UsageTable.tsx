import { ChartNoAxesColumn } from 'lucide-react';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { Usage, UsageColumn, UsageFigures, UsageRow } from '@/api/usage';
import { EmptyState } from '@/ui/EmptyState';
import { formatCompact, formatDollars, formatDuration, formatNumber, formatPercent } from '@/ui/format';
import { Table, type Column } from '@/ui/Table';
import { logAddress, tokensOf } from './figures';

/** Rows that add up to the whole; each leads to its requests in the log. */
export function UsageTable({ usage }: { usage: Usage }) {
  const { t, i18n } = useTranslation('usage');
  const columns = useMemo<Column<UsageRow>[]>(() => {
    const language = i18n.language;
    const { by, totals } = usage;
    const numeric = (
      id: 'requests' | 'failed' | 'success' | 'tokens' | 'p50' | 'p95' | 'p95_first' | 'cost',
      width: string,
      valueOf: (figures: UsageFigures) => number | null,
      format: (value: number, language: string) => string,
      isWideOnly = true,
    ): Column<UsageRow> => {
      const write = (figures: UsageFigures) => {
        const value = valueOf(figures);
        return value === null ? '–' : format(value, language);
      };
      return {
        id,
        header: t(`figures.${id}`),
        width,
        isNumeric: true,
        isWideOnly,
        cell: write,
        sortBy: (row) => valueOf(row) ?? undefined,
        foot: write(totals),
      };
    };
    return [
      {
        id: 'key',
        header: t(`by.${by}`),
        cell: (row) => <Key by={by} value={row.key} />,
        sortBy: (row) => row.key ?? undefined,
        foot: t('table.total'),
      },
      numeric('requests', '6.5rem', (row) => row.requests, formatNumber, false),
      numeric('failed', '5.5rem', (row) => row.failed, formatNumber),
      numeric('success', '6.5rem', (row) => row.success, formatPercent, false),
      numeric('tokens', '6rem', tokensOf, formatCompact),
      numeric('p50', '6.5rem', (row) => row.p50_ms, formatDuration),
      numeric('p95', '6.5rem', (row) => row.p95_ms, formatDuration),
      numeric('p95_first', '8rem', (row) => row.p95_first_token_ms, formatDuration),
      numeric(
        'cost',
        '6rem',
        (row) => row.cost_usd,
        (value, lang) => `$${formatDollars(value, lang)}`,
      ),
    ];
  }, [usage, t, i18n.language]);
  return (
    <Table
      key={usage.by}
      label={t('table.title')}
      rows={usage.rows}
      columns={columns}
      rowKey={(row) => row.key ?? ''}
      empty={
        <EmptyState icon={ChartNoAxesColumn} title={t('table.none')}>
          <p>{t('table.none_hint')}</p>
        </EmptyState>
      }
    />
  );
}

function Key({ by, value }: { by: UsageColumn; value: string | null }) {
  const { t } = useTranslation('usage');
  const address = logAddress(by, value);
  if (address === null)
    return <span className="text-muted">{t(by === 'client' ? 'table.no_client' : 'table.other')}</span>;
  return (
    <Link href={address} title={value ?? undefined}>
      {value}
    </Link>
  );
}
