import { DndContext } from '@dnd-kit/core';
import { SortableContext, verticalListSortingStrategy } from '@dnd-kit/sortable';
import { defaultRangeExtractor, useVirtualizer, type Range } from '@tanstack/react-virtual';
import { useCallback, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CatalogueRoute } from '@/api/routes';
import { useSorting } from '@/ui/sorting';
import { CatalogueRow, columns } from './CatalogueRow';

interface CatalogueListProps {
  routes: readonly CatalogueRoute[];
  onMove: (shown: readonly string[], from: number, to: number) => void;
  onOpen: (id: string) => void;
}

const rowHeight = 60;

/** Thousands of rows in the owner's order, of which only those in sight are drawn. */
export function CatalogueList({ routes, onMove, onOpen }: CatalogueListProps) {
  const { t } = useTranslation('models');
  const ids = useMemo(() => routes.map((route) => route.route_id), [routes]);
  const [taken, setTaken] = useState<string>();
  const sorting = useSorting({ keys: ids, nameOf: (id) => id, onMove: (from, to) => onMove(ids, from, to) });

  const scroller = useRef<HTMLDivElement>(null);
  const takenAt = taken === undefined ? -1 : ids.indexOf(taken);
  const virtual = useVirtualizer({
    count: routes.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    getItemKey: (index) => ids[index] ?? index,
    overscan: 8,
    // The row in hand stays, however far the list is scrolled under it.
    rangeExtractor: useCallback(
      (range: Range) => {
        const inSight = defaultRangeExtractor(range);
        return takenAt < 0 || inSight.includes(takenAt) ? inSight : [...inSight, takenAt].sort((a, b) => a - b);
      },
      [takenAt],
    ),
  });

  return (
    <div
      ref={scroller}
      role="table"
      aria-label={t('list')}
      aria-rowcount={routes.length + 1}
      // Focusable, so that the arrow keys scroll it.
      // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
      className="h-[70dvh] min-h-80 overflow-auto -outline-offset-2"
    >
      <Head />
      <DndContext
        {...sorting}
        onDragStart={({ active }) => setTaken(String(active.id))}
        onDragEnd={(event) => {
          setTaken(undefined);
          sorting.onDragEnd?.(event);
        }}
        onDragCancel={() => setTaken(undefined)}
      >
        <SortableContext items={ids} strategy={verticalListSortingStrategy}>
          <div role="rowgroup" className="relative" style={{ height: virtual.getTotalSize() }}>
            {virtual.getVirtualItems().map((item) => {
              const route = routes[item.index];
              return (
                route && (
                  <CatalogueRow
                    key={item.key}
                    route={route}
                    index={item.index}
                    top={item.start}
                    height={rowHeight}
                    isFirst={item.index === 0}
                    isLast={item.index === routes.length - 1}
                    onMove={(by) => onMove(ids, item.index, item.index + by)}
                    onOpen={() => onOpen(route.route_id)}
                  />
                )
              );
            })}
          </div>
        </SortableContext>
      </DndContext>
    </div>
  );
}

function Head() {
  const { t } = useTranslation('models');
  return (
    <div role="rowgroup" className="sticky top-0 z-20 border-b border-line bg-surface max-md:sr-only">
      <div role="row" aria-rowindex={1} className={`${columns} min-h-9 text-sm font-medium text-muted`}>
        <span role="columnheader" aria-label={t('column.move')} />
        <span role="columnheader" className="text-right">
          {t('column.rank')}
        </span>
        <span role="columnheader">{t('column.route')}</span>
        <span role="columnheader">{t('column.price')}</span>
        <span role="columnheader">{t('column.capabilities')}</span>
        <span role="columnheader" className="text-right">
          {t('column.context')}
        </span>
        <span role="columnheader" className="max-xl:hidden">
          {t('column.tier')}
        </span>
        <span role="columnheader" className="text-right max-xl:hidden">
          {t('column.score')}
        </span>
        <span role="columnheader">{t('column.health')}</span>
        <span role="columnheader">{t('column.use')}</span>
      </div>
    </div>
  );
}
