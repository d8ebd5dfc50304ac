import { Pencil, Trash2, Undo2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { usePatchConfig, type PoolConfig } from '@/api/config';
import { Badge } from '@/ui/Badge';
import { Button } from '@/ui/Button';
import { formatNumber } from '@/ui/format';
import { Panel } from '@/ui/Panel';
import { toast } from '@/ui/Toast';
import { RouteLink } from './Candidates';
import type { Origin } from './poolDraft';

interface PoolCardProps {
  name: string;
  pool: PoolConfig;
  origin: Origin;
  onEdit: () => void;
  onDelete: () => void;
}

export function PoolCard({ name, pool, origin, onEdit, onDelete }: PoolCardProps) {
  const { t, i18n } = useTranslation('pools');
  return (
    <Panel
      title={<span className="break-all">{name}</span>}
      isFlush
      aside={
        origin.source === undefined ? (
          <span className="flex gap-1">
            <Button look="quiet" icon={Pencil} aria-label={t('own.edit_one', { name })} onClick={onEdit}>
              {t('own.edit')}
            </Button>
            <Button look="quiet" icon={Trash2} aria-label={t('own.delete_one', { name })} onClick={onDelete}>
              {t('own.delete')}
            </Button>
          </span>
        ) : (
          <Badge>{t('own.read_only')}</Badge>
        )
      }
    >
      {origin.source && <FromElsewhere name={name} origin={origin} at={origin.source.at ?? origin.source.layer} />}
      <dl className="grid grid-cols-[8rem_minmax(0,1fr)] gap-x-3 gap-y-1.5 px-4 py-3">
        <dt className="text-muted">{t('pool.strategy')}</dt>
        <dd>{t(`strategy.${pool.strategy}`)}</dd>
        <dt className="text-muted">{t('pool.targets')}</dt>
        <dd>
          <ol className="flex flex-col gap-0.5">
            {pool.targets.map((target, index) => (
              // A pool may name a route twice; its place tells them apart.
              <li key={`${index} ${target.model}`} className="flex justify-between gap-3">
                <span className="min-w-0 break-all">
                  <RouteLink id={target.model} />
                </span>
                {pool.strategy === 'weighted' && (
                  <span className="shrink-0 text-muted tabular-nums" title={t('pool.weight')}>
                    × {formatNumber(target.weight, i18n.language)}
                  </span>
                )}
              </li>
            ))}
          </ol>
        </dd>
        {pool.fallback.length > 0 && (
          <>
            <dt className="text-muted">{t('pool.fallback')}</dt>
            <dd className="break-words">{pool.fallback.join(' → ')}</dd>
          </>
        )}
        {pool.allowed_fails !== null && (
          <>
            <dt className="text-muted">{t('pool.patience')}</dt>
            <dd>{t('pool.patience_of', { count: pool.allowed_fails, time: timeText(pool.cooldown_time ?? '60s') })}</dd>
          </>
        )}
      </dl>
    </Panel>
  );
}

const timeText = (time: string | number) => (typeof time === 'number' ? `${time}s` : time);

/** Where to change it; what was changed over the API all the same can be taken back. */
function FromElsewhere({ name, origin, at }: { name: string; origin: Origin; at: string }) {
  const { t } = useTranslation('pools');
  const patch = usePatchConfig();
  return (
    <div className="flex flex-wrap items-center justify-between gap-2 border-b border-line bg-sunken px-4 py-2 text-sm text-muted">
      <p className="min-w-0 break-all">{t('own.from', { at })}</p>
      {origin.isChangedHere && (
        <Button
          icon={Undo2}
          isBusy={patch.isPending}
          onClick={() =>
            patch.mutate(
              { pools: { [name]: null } },
              { onError: (error) => void toast.failed(t('own.take_back_failed'), error) },
            )
          }
        >
          {t('own.take_back')}
        </Button>
      )}
    </div>
  );
}
