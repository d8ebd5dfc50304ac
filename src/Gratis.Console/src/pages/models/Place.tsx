import { ArrowDown, ArrowUp, ChevronsUp } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RouteDetails } from '@/api/routes';
import { Button, IconButton } from '@/ui/Button';
import { TextField } from '@/ui/Field';

interface PlaceProps {
  route: RouteDetails;
  count: number;
  onPlace: (rank: number) => void;
}

/** Its place in the catalogue, for those who would rather not drag it past thousands. */
export function Place({ route, count, onPlace }: PlaceProps) {
  const { t } = useTranslation('models');
  const [text, setText] = useState(String(route.rank));
  const rank = Number(text);
  const isPlace = Number.isInteger(rank) && rank >= 1 && rank <= count;
  return (
    <form
      className="flex flex-wrap items-end gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        if (isPlace) onPlace(rank);
      }}
    >
      <TextField
        type="number"
        min={1}
        max={count}
        label={t('order.place', { count })}
        className="w-40"
        value={text}
        error={isPlace ? undefined : t('order.no_place', { count })}
        onChange={(event) => setText(event.target.value)}
      />
      <Button type="submit" disabled={!isPlace || rank === route.rank}>
        {t('order.move')}
      </Button>
      <span className="flex">
        <IconButton
          icon={ChevronsUp}
          label={t('order.top', { route: route.route_id })}
          disabled={route.rank === 1}
          onClick={() => onPlace(1)}
        />
        <IconButton
          icon={ArrowUp}
          label={t('order.up', { route: route.route_id })}
          disabled={route.rank === 1}
          onClick={() => onPlace(route.rank - 1)}
        />
        <IconButton
          icon={ArrowDown}
          label={t('order.down', { route: route.route_id })}
          disabled={route.rank === count}
          onClick={() => onPlace(route.rank + 1)}
        />
      </span>
    </form>
  );
}
