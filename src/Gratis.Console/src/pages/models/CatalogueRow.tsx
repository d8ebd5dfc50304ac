import { useSortable } from '@dnd-kit/sortable';
import { ArrowDown, ArrowUp, GripVertical } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { CatalogueRoute } from '@/api/routes';
import { IconButton } from '@/ui/Button';
import { classes } from '@/ui/classes';
import { Countdown } from '@/ui/Countdown';
import { formatCompact, formatNumber } from '@/ui/format';
import { HealthBadge } from '@/ui/HealthBadge';
import { Switch } from '@/ui/Switch';
import { CapabilityIcons, PriceBadge, StateBadge } from './Marks';
import { useRouteEdits } from './useRouteEdits';

/** The same for the head and every row: two lines where the window is narrow. */
export const columns =
  'grid items-center gap-x-3 px-3 grid-cols-[1.75rem_2rem_minmax(0,1fr)_auto] md:grid-cols-[4.25rem_2.5rem_minmax(0,1fr)_5rem_7.25rem_4rem_7.5rem_2.75rem] xl:grid-cols-[4.25rem_2.5rem_minmax(0,1fr)_5rem_7.25rem_4rem_5rem_3rem_7.5rem_2.75rem]';

interface CatalogueRowProps {
  route: CatalogueRoute;
  index: number;
  top: number;
  height: number;
  isFirst: boolean;
  isLast: boolean;
  onMove: (by: number) => void;
  onOpen: () => void;
}

export function CatalogueRow({ route, index, top, height, isFirst, isLast, onMove, onOpen }: CatalogueRowProps) {
  const { t, i18n } = useTranslation(['models', 'common']);
  const { turn } = useRouteEdits(route.route_id);
  const id = route.route_id;
  const { attributes, listeners, setNodeRef, setActivatorNodeRef, transform, transition, isDragging } = useSortable({
    id,
  });
  return (
    <div
      ref={setNodeRef}
      role="row"
      aria-rowindex={index + 2}
      style={{
        top,
        height,
        transform: transform === null ? undefined : `translate3d(0, ${transform.y}px, 0)`,
        transition,
      }}
      className={classes(
        columns,
        'absolute inset-x-0 border-b border-line bg-surface hover:bg-hover',
        isDragging && 'z-10 shadow-lg',
      )}
    >
      <span role="cell" className="flex items-center">
        <button
          ref={setActivatorNodeRef}
          type="button"
          className="cursor-grab touch-none rounded-md p-1.5 text-muted hover:bg-hover hover:text-ink"
          {...attributes}
          {...listeners}
          aria-label={t('common:sort.move', { name: id })}
        >
          <GripVertical size={16} aria-hidden />
        </button>
        <span className="flex flex-col max-md:hidden">
          <IconButton
            icon={ArrowUp}
            label={t('order.up', { route: id })}
            disabled={isFirst}
            onClick={() => onMove(-1)}
            className="h-6! w-7!"
          />
          <IconButton
            icon={ArrowDown}
            label={t('order.down', { route: id })}
            disabled={isLast}
            onClick={() => onMove(1)}
            className="h-6! w-7!"
          />
        </span>
      </span>
      <span role="cell" className="text-right text-muted tabular-nums">
        {formatNumber(route.rank, i18n.language)}
      </span>
      <span role="cell" className="min-w-0">
        <button
          type="button"
          onClick={onOpen}
          title={id}
          className={classes(
            'block max-w-full truncate text-left font-medium hover:text-accent hover:underline',
            !route.enabled && 'text-muted',
          )}
        >
          <span className="sr-only">{t('details.open')} </span>
          {route.model}
        </button>
        <span className="flex min-w-0 items-center gap-2 text-sm text-muted">
          <span className="truncate">
            {route.provider}
            {route.display_name !== route.model && ` · ${route.display_name}`}
          </span>
          <span className="inline-flex shrink-0 items-center gap-2 md:hidden">
            <PriceBadge route={route} />
            <Standing route={route} />
          </span>
        </span>
      </span>
      <span role="cell" className="max-md:hidden">
        <PriceBadge route={route} />
      </span>
      <span role="cell" className="max-md:hidden">
        <CapabilityIcons route={route} />
      </span>
      <span role="cell" className="text-right tabular-nums max-md:hidden">
        {route.context === null ? '–' : formatCompact(route.context, i18n.language)}
      </span>
      <span role="cell" className="truncate text-muted max-xl:hidden">
        {t(`tier.${route.tier}`)}
      </span>
      <span role="cell" className="text-right tabular-nums max-xl:hidden">
        {formatNumber(route.score.total, i18n.language)}
      </span>
      <span role="cell" className="min-w-0 text-sm max-md:hidden">
        <Standing route={route} />
      </span>
      <span role="cell">
        <Switch
          label={t('use', { route: id })}
          isLabelHidden
          isOn={turn.isPending ? turn.variables : route.enabled}
          isDisabled={turn.isPending}
          onChange={turn.mutate}
        />
      </span>
    </div>
  );
}

/** Its health while it serves, else what it is instead. */
function Standing({ route }: { route: CatalogueRoute }) {
  if (route.state !== 'enabled') return <StateBadge state={route.state} />;
  return (
    <span className="inline-flex items-center gap-1.5" title={route.health.reason ?? undefined}>
      <HealthBadge health={route.health.health} />
      {route.health.until !== null && (
        <span className="text-xs text-muted max-md:hidden">
          <Countdown until={route.health.until} />
        </span>
      )}
    </span>
  );
}
