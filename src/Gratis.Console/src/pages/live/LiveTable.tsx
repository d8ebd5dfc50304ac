import { Radio } from 'lucide-react';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Cost, Duration, Tokens } from '@/pages/log/figures';
import { OutcomeBadge } from '@/pages/log/OutcomeBadge';
import { Trail } from '@/pages/log/Trail';
import { Badge, type Tone } from '@/ui/Badge';
import { Countdown } from '@/ui/Countdown';
import { EmptyState } from '@/ui/EmptyState';
import { Instant } from '@/ui/Instant';
import { Table, type Column } from '@/ui/Table';
import type { LiveRequest, Phase } from './liveList';

interface LiveTableProps {
  requests: readonly LiveRequest[];
  /** There are some, and none is asked for. */
  isFiltered: boolean;
  onOpen: (id: string) => void;
}

export function LiveTable({ requests, isFiltered, onOpen }: LiveTableProps) {
  const { t } = useTranslation('live');
  const columns = useMemo<Column<LiveRequest>[]>(
    () => [
      {
        id: 'at',
        header: t('columns.at'),
        width: '6.5rem',
        cell: (row) => (
          <button
            type="button"
            className="text-accent underline whitespace-normal"
            aria-label={t('open', { id: row.id })}
            onClick={() => onOpen(row.id)}
          >
            <Instant at={row.at} as="time" />
          </button>
        ),
      },
      { id: 'phase', header: t('columns.phase'), width: '8.5rem', cell: (row) => <PhaseBadge request={row} /> },
      {
        id: 'trail',
        header: t('columns.trail'),
        cell: (row) => (
          <>
            <span className="block truncate font-medium" title={row.model ?? undefined}>
              {row.model ?? t('missed')}
              {row.client !== null && <span className="font-normal text-muted"> · {row.client}</span>}
            </span>
            {row.trail.length > 0 && <Trail steps={row.trail} />}
          </>
        ),
      },
      {
        id: 'ms',
        header: t('columns.ms'),
        width: '5.5rem',
        isNumeric: true,
        isWideOnly: true,
        cell: (row) => <Duration ms={row.end?.ms ?? null} />,
      },
      {
        id: 'first',
        header: t('columns.first_token'),
        width: '6.5rem',
        isNumeric: true,
        isWideOnly: true,
        cell: (row) => <Duration ms={row.end?.first_token_ms ?? null} />,
      },
      {
        id: 'tokens',
        header: t('columns.tokens'),
        width: '7rem',
        isNumeric: true,
        isWideOnly: true,
        cell: (row) => (row.end ? <Tokens request={row.end} /> : '–'),
      },
      {
        id: 'cost',
        header: t('columns.cost'),
        width: '5.5rem',
        isNumeric: true,
        isWideOnly: true,
        cell: (row) => <Cost value={row.end?.cost_usd ?? null} />,
      },
    ],
    [t, onOpen],
  );
  return (
    <Table
      label={t('title')}
      rows={requests}
      columns={columns}
      rowKey={(row) => row.id}
      empty={
        <EmptyState icon={Radio} title={isFiltered ? t('none_match') : t('none')}>
          {!isFiltered && <p>{t('none_hint')}</p>}
        </EmptyState>
      }
    />
  );
}

const tones: Record<Phase, Tone> = {
  started: 'neutral',
  attempt: 'accent',
  waiting: 'warn',
  committed: 'accent',
  ended: 'good',
  lost: 'neutral',
};

/** Where it is; when it has ended, how. */
function PhaseBadge({ request: { phase, end, until } }: { request: LiveRequest }) {
  const { t } = useTranslation('live');
  if (end) return <OutcomeBadge outcome={end.outcome} />;
  return (
    <span className="flex flex-wrap items-center gap-1">
      <Badge tone={tones[phase]}>{t(`phase.${phase}`)}</Badge>
      {phase === 'waiting' && until !== null && <Countdown until={until} />}
    </span>
  );
}
