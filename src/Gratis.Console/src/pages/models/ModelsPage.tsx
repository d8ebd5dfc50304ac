import { useQuery } from '@tanstack/react-query';
import { SearchX } from 'lucide-react';
import { useDeferredValue, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'wouter';
import { routesQuery, type CatalogueRoute } from '@/api/routes';
import { EmptyState } from '@/ui/EmptyState';
import { PageHeader } from '@/ui/PageHeader';
import { QueryState } from '@/ui/QueryState';
import { CatalogueList } from './CatalogueList';
import { FilterBar } from './FilterBar';
import { filtered, readFilters, writeFilters } from './filters';
import { RoutePanel } from './RoutePanel';
import { Suggestions } from './Suggestions';
import { TakeBack } from './TakeBack';
import { useArrange } from './useRouteEdits';

/** The ranked catalogue: what there is, why it stands where it stands, and the owner's word on all of it. */
export default function ModelsPage() {
  const { t } = useTranslation('models');
  const query = useQuery({ ...routesQuery, refetchInterval: 30_000 });
  return (
    <>
      <PageHeader title={t('title')} about={t('about')} actions={<TakeBack />} />
      <Suggestions />
      <section aria-label={t('list')} className="rounded-lg border border-line bg-surface">
        <QueryState query={query}>{(routes) => <Catalogue routes={routes} />}</QueryState>
      </section>
    </>
  );
}

/** Filters and the open route stand in the address, so that it can be kept and sent. */
function Catalogue({ routes }: { routes: readonly CatalogueRoute[] }) {
  const { t } = useTranslation('models');
  const [params, setParams] = useSearchParams();
  const filters = useMemo(() => readFilters(params), [params]);
  const wanted = useDeferredValue(filters);
  const shown = useMemo(() => filtered(routes, wanted), [routes, wanted]);
  const { move, place } = useArrange();
  const open = (route: string) => setParams((now) => writeRoute(now, route));
  return (
    <>
      <FilterBar
        routes={routes}
        shown={shown.length}
        filters={filters}
        onChange={(change) => setParams((now) => writeFilters(now, change), { replace: true })}
      />
      {shown.length === 0 ? (
        <EmptyState icon={SearchX} title={routes.length === 0 ? t('empty') : t('no_match')}>
          {routes.length === 0 && <p>{t('empty_hint')}</p>}
        </EmptyState>
      ) : (
        <CatalogueList routes={shown} onMove={move} onOpen={open} />
      )}
      <RoutePanel
        id={params.get('route') ?? undefined}
        count={routes.length}
        onClose={() => open('')}
        onPlace={place}
      />
    </>
  );
}

function writeRoute(params: URLSearchParams, route: string): URLSearchParams {
  const next = new URLSearchParams(params);
  if (route === '') next.delete('route');
  else next.set('route', route);
  return next;
}
