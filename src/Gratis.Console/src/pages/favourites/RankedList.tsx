import { ArrowDown, ArrowUp, X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { moved } from '@/app/moved';
import { Badge, type Tone } from '@/ui/Badge';
import { IconButton } from '@/ui/Button';
import { Countdown } from '@/ui/Countdown';
import { SortableList } from '@/ui/SortableList';
import type { Favourite, Standing } from './favourites';

interface RankedListProps {
  favourites: readonly Favourite[];
  onChange: (names: string[]) => void;
}

/** The favourites, best first, and how each stands right now. */
export function RankedList({ favourites, onChange }: RankedListProps) {
  const { t } = useTranslation('favourites');
  const names = favourites.map((one) => one.name);
  const move = (from: number, to: number) => onChange(moved(names, from, to));
  return (
    <div className="max-h-[70dvh] overflow-y-auto">
      <SortableList
        label={t('ranked.label')}
        items={favourites}
        itemKey={(one) => one.name}
        itemName={(one) => one.name}
        onMove={move}
      >
        {(one, index) => (
          <div className="flex items-center gap-2">
            <span className="w-6 shrink-0 text-right text-muted tabular-nums">{index + 1}</span>
            <Named favourite={one} />
            <span className="flex shrink-0">
              <IconButton
                icon={ArrowUp}
                label={t('ranked.up', { name: one.name })}
                disabled={index === 0}
                onClick={() => move(index, index - 1)}
              />
              <IconButton
                icon={ArrowDown}
                label={t('ranked.down', { name: one.name })}
                disabled={index === names.length - 1}
                onClick={() => move(index, index + 1)}
              />
              <IconButton
                icon={X}
                label={t('ranked.remove', { name: one.name })}
                onClick={() => onChange(names.toSpliced(index, 1))}
              />
            </span>
          </div>
        )}
      </SortableList>
    </div>
  );
}

const tones: Record<Standing, Tone> = {
  open: 'good',
  waits: 'warn',
  blocked: 'bad',
  off: 'neutral',
  paid: 'neutral',
  junk: 'bad',
};

function Named({ favourite }: { favourite: Favourite }) {
  const { t } = useTranslation('favourites');
  const { name, standing, routes, reason, until } = favourite;
  return (
    <div className="min-w-0 flex-1">
      <p className="truncate font-medium" title={name}>
        {name}
      </p>
      <p className="flex flex-wrap items-center gap-x-2 gap-y-0.5 text-sm text-muted">
        <Badge tone={tones[standing]}>{t(`standing.${standing}`)}</Badge>
        {until !== null && <Countdown until={until} />}
        {routes.length > 1 && <span>{t('ranked.routes', { count: routes.length })}</span>}
        {standing === 'junk' && <span>{t('standing.junk_hint')}</span>}
        {standing === 'paid' && <span>{t('standing.paid_hint')}</span>}
        {reason !== null && <span className="min-w-0 break-words">{reason}</span>}
      </p>
    </div>
  );
}
