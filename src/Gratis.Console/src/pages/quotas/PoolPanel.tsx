import { SlidersHorizontal } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { QuotaPool } from '@/api/quotas';
import { Badge } from '@/ui/Badge';
import { Button } from '@/ui/Button';
import { Countdown } from '@/ui/Countdown';
import { formatPercent } from '@/ui/format';
import { Instant } from '@/ui/Instant';
import { SidePanel } from '@/ui/SidePanel';
import { isSpent } from './pools';
import { PoolHistory } from './PoolHistory';
import { useWords } from './words';

interface PoolPanelProps {
  pool: QuotaPool;
  onClose: () => void;
  onEdit: (provider: string) => void;
}

/** All that is known of one pool. */
export function PoolPanel({ pool, onClose, onEdit }: PoolPanelProps) {
  const { t, i18n } = useTranslation('quotas');
  const words = useWords();
  const { provider } = pool;
  const amount = (value: number | null) => (value === null ? t('unknown') : words.amount(pool, value));
  return (
    <SidePanel title={pool.id} isOpen onClose={onClose}>
      <div className="flex flex-col gap-6 p-4">
        <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-6 gap-y-1.5">
          <Fact name={t('facts.kind')}>
            <span className="flex flex-wrap items-center gap-2">
              {words.kind(pool)} {isSpent(pool) && <Badge tone="bad">{t('spent')}</Badge>}
            </span>
          </Fact>
          <Fact name={t('facts.covers')}>{[words.models(pool), pool.account].filter(Boolean).join(' · ')}</Fact>
          <Fact name={t('facts.limit')}>{amount(pool.limit)}</Fact>
          <Fact name={t('facts.used')}>{amount(pool.used)}</Fact>
          <Fact name={t('facts.reserved')}>{amount(pool.reserved)}</Fact>
          <Fact name={t('facts.remaining')}>{amount(pool.remaining)}</Fact>
          <Fact name={t('facts.source')}>
            {t(`source.${pool.source}`)} · {t('confidence', { share: formatPercent(pool.confidence, i18n.language) })}
            <span className="block text-sm text-muted">{t(`source_hint.${pool.source}`)}</span>
          </Fact>
          {pool.clock !== null && (
            <Fact name={t('facts.clock')}>
              {t(`clock.${pool.clock}`)} {pool.zone !== null && <span className="text-muted">({pool.zone})</span>}
            </Fact>
          )}
          {pool.resets_at !== null && (
            <Fact name={t('facts.resets')}>
              <Countdown until={pool.resets_at} /> · <Instant at={pool.resets_at} as="second" />
            </Fact>
          )}
          {pool.spent_until !== null && (
            <Fact name={t('facts.spent_until')}>
              <Countdown until={pool.spent_until} /> · <Instant at={pool.spent_until} as="second" />
            </Fact>
          )}
          <Fact name={t('facts.last_429')}>
            {pool.last_429 === null ? t('never') : <Instant at={pool.last_429} as="second" />}
          </Fact>
          {pool.pacing !== 'off' && <Fact name={t('facts.pacing')}>{t(`pacing.${pool.pacing}`)}</Fact>}
        </dl>
        {provider !== null && (
          <div>
            <Button icon={SlidersHorizontal} onClick={() => onEdit(provider)}>
              {t('edit.open', { provider })}
            </Button>
          </div>
        )}
        <PoolHistory pool={pool} />
      </div>
    </SidePanel>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-muted">{name}</dt>
      <dd className="break-words">{children}</dd>
    </>
  );
}
