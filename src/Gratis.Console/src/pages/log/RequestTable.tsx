import { Inbox } from 'lucide-react';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useSearch } from 'wouter';
import type { LoggedRequest } from '@/api/requests';
import { EmptyState } from '@/ui/EmptyState';
import { Instant } from '@/ui/Instant';
import { Table, type Column } from '@/ui/Table';
import { Cost, Duration, Tokens } from './figures';
import { OutcomeBadge } from './OutcomeBadge';

interface RequestTableProps {
  requests: readonly LoggedRequest[];
  isFiltered: boolean;
  onNearEnd: () => void;
}

const twoLines = 57;

/** Requests, newest first; each leads to all that is known of it. */
export function RequestTable({ requests, isFiltered, onNearEnd }: RequestTableProps) {
  const { t } = useTranslation('log');
  const search = useSearch();
  const columns = useMemo<Column<LoggedRequest>[]>(
    () => [
      {
        id: 'at',
        header: t('columns.at'),
        width: '11.5rem',
        cell: (row) => (
          <Link href={`/log/${encodeURIComponent(row.id)}${search && `?${search}`}`} className="whitespace-normal">
            <Instant at={row.at} as="second" />
            <span className="sr-only"> {row.id}</span>
          </Link>
        ),
      },
      {
        id: 'outcome',
        header: t('columns.outcome'),
        width: '8.5rem',
        cell: (row) => <OutcomeBadge outcome={row.outcome} />,
      },
      { id: 'model', header: t('columns.model'), cell: (row) => <Way request={row} /> },
      { id: 'client', header: t('columns.client'), width: '7rem', isWideOnly: true, cell: (row) => row.client ?? '–' },
      {
        id: 'ms',
        header: t('columns.ms'),
        width: '5.5rem',
        isWideOnly: true,
        isNumeric: true,
        cell: (row) => <Duration ms={row.ms} />,
      },
      {
        id: 'tokens',
        header: t('columns.tokens'),
        width: '7.5rem',
        isWideOnly: true,
        isNumeric: true,
        cell: (row) => <Tokens request={row} />,
      },
      {
        id: 'cost',
        header: t('columns.cost'),
        width: '5.5rem',
        isWideOnly: true,
        isNumeric: true,
        cell: (row) => <Cost value={row.cost_usd} />,
      },
    ],
    [t, search],
  );
  return (
    <Table
      label={t('title')}
      rows={requests}
      columns={columns}
      rowKey={(row) => row.id}
      rowHeight={twoLines}
      onNearEnd={onNearEnd}
      empty={
        <EmptyState icon={Inbox} title={isFiltered ? t('none_match') : t('none')}>
          <p>{isFiltered ? t('none_match_hint') : t('none_hint')}</p>
        </EmptyState>
      }
    />
  );
}

/** What was asked for, and below it who answered after how many others. */
function Way({ request }: { request: LoggedRequest }) {
  const { t } = useTranslation('log');
  const failed = request.attempts.filter((attempt) => attempt.verdict !== 'served').length;
  return (
    <>
      <span className="block truncate font-medium" title={request.model ?? undefined}>
        {request.model ?? t('no_model')}
      </span>
      <span className="block truncate text-sm text-muted">
        {[request.route ?? t('nobody'), failed > 0 && t('failed', { count: failed })].filter(Boolean).join(' · ')}
      </span>
    </>
  );
}
