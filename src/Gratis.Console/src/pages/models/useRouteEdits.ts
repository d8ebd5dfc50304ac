import { useMutation, useQueryClient, type QueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import {
  routeQuery,
  routesApi,
  routesQuery,
  type CatalogueRoute,
  type RouteDetails,
  type RouteEdit,
} from '@/api/routes';
import { toast } from '@/ui/Toast';
import { moved } from '@/app/moved';
import { movedAmong } from './order';

// Changes of the order go out one after the other, so that the last one is the one that stays.
const orderKey = ['order of routes'];
const orderScope = { id: 'order of routes' };

/** The owner's order: shown at once, taken back when the gateway refuses it. */
export function useArrange() {
  const client = useQueryClient();
  const { t } = useTranslation('models');
  const { mutate } = useMutation({
    mutationKey: orderKey,
    scope: orderScope,
    mutationFn: routesApi.arrange,
    onError: (error) => {
      toast.failed(t('order.failed'), error);
      return client.invalidateQueries(routesQuery);
    },
    onSuccess: (routes) => {
      if (client.isMutating({ mutationKey: orderKey }) === 1) client.setQueryData(routesQuery.queryKey, routes);
    },
  });

  const arrange = (change: (ids: string[]) => string[]) => {
    const before = client.getQueryData(routesQuery.queryKey);
    if (before === undefined) return;
    const ids = before.map((route) => route.route_id);
    const after = change(ids);
    if (after.every((id, place) => id === ids[place])) return;
    const byId = new Map(before.map((route) => [route.route_id, route]));
    void client.cancelQueries({ queryKey: routesQuery.queryKey, exact: true });
    client.setQueryData(
      routesQuery.queryKey,
      after.flatMap((id, index) => {
        const route = byId.get(id);
        return route ? [{ ...route, rank: index + 1 }] : [];
      }),
    );
    mutate(after);
  };
  return {
    /** Among the rows that are shown. */
    move: (shown: readonly string[], from: number, to: number) => arrange((all) => movedAmong(all, shown, from, to)),
    /** To a place in the whole catalogue, from 1. */
    place: (id: string, rank: number) => arrange((all) => moved(all, all.indexOf(id), rank - 1)),
  };
}

/** What the owner does to one route. */
export function useRouteEdits(id: string) {
  const client = useQueryClient();
  const { t } = useTranslation('models');
  const shared = {
    onSuccess: (route: CatalogueRoute) => keep(client, route),
    onError: (error: unknown) => void toast.failed(t('failed', { route: id }), error),
  };
  const turn = useMutation({ ...shared, mutationFn: (isOn: boolean) => routesApi.turn(id, isOn) });
  const edit = useMutation({ ...shared, mutationFn: (change: RouteEdit) => routesApi.edit(id, change) });
  const resetHealth = useMutation({
    ...shared,
    mutationFn: () => routesApi.resetHealth(id),
    onSuccess: (route) => {
      toast.done(t('health.reset_done'));
      return keep(client, route);
    },
  });
  const probe = useMutation({
    mutationFn: () => routesApi.probe(id),
    onSuccess: () => client.invalidateQueries(routesQuery),
    onError: (error) => void toast.failed(t('probe.failed'), error),
  });
  return { turn, edit, resetHealth, probe };
}

/** Takes every change of the order back, or every change of routes. */
export function useTakeBack(what: 'autoRank' | 'reset') {
  const client = useQueryClient();
  return useMutation({
    scope: orderScope,
    mutationFn: () => routesApi[what](),
    onSuccess: (routes) => {
      client.setQueryData(routesQuery.queryKey, routes);
      return client.invalidateQueries(routesQuery);
    },
  });
}

/** The row as it is now, wherever it is shown. A switch may move it, and others with it: the list is asked again. */
function keep(client: QueryClient, route: CatalogueRoute | RouteDetails) {
  if ('claims' in route) client.setQueryData(routeQuery(route.route_id).queryKey, route);
  client.setQueryData(routesQuery.queryKey, (all) =>
    all?.map((one) => (one.route_id === route.route_id ? { ...route, rank: one.rank } : one)),
  );
  return client.invalidateQueries(routesQuery);
}
