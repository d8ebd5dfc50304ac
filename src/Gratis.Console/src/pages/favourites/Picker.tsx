import { useVirtualizer } from '@tanstack/react-virtual';
import { Check, Plus } from 'lucide-react';
import { useDeferredValue, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CatalogueRoute } from '@/api/routes';
import { Button } from '@/ui/Button';
import { EmptyState } from '@/ui/EmptyState';
import { SearchField } from '@/ui/SearchField';
import { HealthBadge } from '@/ui/HealthBadge';
import { pickerLines } from './favourites';

interface PickerProps {
  routes: readonly CatalogueRoute[];
  names: readonly string[];
  onPick: (name: string) => void;
  onDrop: (name: string) => void;
}

/** Every free model, under its provider. */
export function Picker({ routes, names, onPick, onDrop }: PickerProps) {
  const { t } = useTranslation('favourites');
  const [search, setSearch] = useState('');
  const wanted = useDeferredValue(search);
  const lines = useMemo(() => pickerLines(routes, wanted), [routes, wanted]);
  const picked = useMemo(() => new Set(names.map((name) => name.toLowerCase())), [names]);

  const scroller = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: lines.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => (lines[index] && 'route' in lines[index] ? 48 : 36),
    getItemKey: (index) => {
      const line = lines[index];
      return line === undefined ? index : 'route' in line ? line.route.route_id : `${line.provider}/`;
    },
    overscan: 10,
  });

  return (
    <>
      <div className="border-b border-line p-3">
        <SearchField label={t('picker.search')} text={search} onText={setSearch} />
      </div>
      {lines.length === 0 ? (
        <EmptyState title={t('picker.none')} />
      ) : (
        <div
          ref={scroller}
          role="group"
          aria-label={t('picker.title')}
          // Focusable, so that the arrow keys scroll it.
          // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
          tabIndex={0}
          className="h-[60dvh] min-h-72 overflow-y-auto -outline-offset-2"
        >
          <div className="relative" style={{ height: virtual.getTotalSize() }}>
            {virtual.getVirtualItems().map((item) => {
              const line = lines[item.index];
              return (
                line && (
                  <div key={item.key} className="absolute inset-x-0" style={{ top: item.start, height: item.size }}>
                    {'route' in line ? (
                      <Choice
                        route={line.route}
                        isPicked={picked.has(line.route.route_id.toLowerCase())}
                        onPick={() => onPick(line.route.route_id)}
                        onDrop={() => onDrop(line.route.route_id)}
                      />
                    ) : (
                      <h3 className="flex h-full items-center justify-between border-b border-line bg-sunken px-4 text-sm">
                        {line.provider}
                        <span className="font-normal text-muted">{t('picker.count', { count: line.count })}</span>
                      </h3>
                    )}
                  </div>
                )
              );
            })}
          </div>
        </div>
      )}
    </>
  );
}

interface ChoiceProps {
  route: CatalogueRoute;
  isPicked: boolean;
  onPick: () => void;
  onDrop: () => void;
}

function Choice({ route, isPicked, onPick, onDrop }: ChoiceProps) {
  const { t } = useTranslation('favourites');
  return (
    <div className="flex h-full items-center gap-2 border-b border-line py-1 pr-2 pl-4">
      <span className="min-w-0 flex-1 truncate" title={route.route_id}>
        {route.model}
      </span>
      {route.enabled ? (
        <HealthBadge health={route.health.health} />
      ) : (
        <span className="text-sm whitespace-nowrap text-muted">{t('standing.off')}</span>
      )}
      <Button look="quiet" icon={isPicked ? Check : Plus} aria-pressed={isPicked} onClick={isPicked ? onDrop : onPick}>
        {isPicked ? t('picker.picked') : t('picker.add')}
        <span className="sr-only"> {route.route_id}</span>
      </Button>
    </div>
  );
}
