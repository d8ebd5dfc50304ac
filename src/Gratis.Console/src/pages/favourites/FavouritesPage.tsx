import { useQuery } from '@tanstack/react-query';
import { Star } from 'lucide-react';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { favouritesQuery } from '@/api/favourites';
import { routesQuery, type CatalogueRoute } from '@/api/routes';
import { EmptyState } from '@/ui/EmptyState';
import { PageHeader } from '@/ui/PageHeader';
import { Panel } from '@/ui/Panel';
import { QueryState } from '@/ui/QueryState';
import { AddByName } from './AddByName';
import { standingsOf, withName } from './favourites';
import { Picker } from './Picker';
import { RankedList } from './RankedList';
import { SaveState } from './SaveState';
import { useFavourites } from './useFavourites';

/** The models that lead wherever free routes serve. */
export default function FavouritesPage() {
  const { t } = useTranslation('favourites');
  const routes = useQuery({ ...routesQuery, refetchInterval: 15_000 });
  // What was not saved yet must not be overwritten by what was.
  const names = useQuery({ ...favouritesQuery, refetchOnWindowFocus: false, refetchOnReconnect: false });
  return (
    <>
      <PageHeader title={t('title')} about={t('about')} />
      <QueryState query={names}>
        {(all) => (
          <QueryState query={routes}>{(catalogue) => <Favourites names={all} catalogue={catalogue} />}</QueryState>
        )}
      </QueryState>
    </>
  );
}

function Favourites({ names, catalogue }: { names: readonly string[]; catalogue: readonly CatalogueRoute[] }) {
  const { t } = useTranslation('favourites');
  const { change, ...saving } = useFavourites();
  const ranked = useMemo(() => standingsOf(names, catalogue), [names, catalogue]);
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-4 lg:grid-cols-2">
      <Panel title={t('ranked.title', { count: names.length })} isFlush aside={<SaveState {...saving} />}>
        {ranked.length === 0 ? (
          <EmptyState icon={Star} title={t('ranked.none')}>
            <p>{t('ranked.none_hint')}</p>
          </EmptyState>
        ) : (
          <RankedList favourites={ranked} onChange={change} />
        )}
        <AddByName onAdd={(name) => change(withName(names, name))} />
      </Panel>
      <Panel title={t('picker.title')} isFlush>
        <Picker
          routes={catalogue}
          names={names}
          onPick={(name) => change(withName(names, name))}
          onDrop={(name) => change(names.filter((one) => one.toLowerCase() !== name.toLowerCase()))}
        />
      </Panel>
    </div>
  );
}
