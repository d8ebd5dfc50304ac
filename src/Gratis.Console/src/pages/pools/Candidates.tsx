import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { routesQuery } from '@/api/routes';
import { Badge } from '@/ui/Badge';
import { Countdown } from '@/ui/Countdown';
import { EmptyState } from '@/ui/EmptyState';
import { HealthBadge } from '@/ui/HealthBadge';
import { More } from '@/ui/More';

/** Routes in the order in which they are asked, and whether they would answer now. */
export function Candidates({ ids }: { ids: readonly string[] }) {
  const { t } = useTranslation('pools');
  const routes = useQuery(routesQuery);
  const byId = useMemo(() => new Map(routes.data?.map((route) => [route.route_id, route])), [routes.data]);
  if (ids.length === 0) return <EmptyState title={t('virtual.empty')} />;
  return (
    <More items={ids} size={50}>
      {(shown) => (
        <ol aria-label={t('virtual.order')} className="divide-y divide-line">
          {shown.map((id, index) => {
            const route = byId.get(id);
            return (
              <li key={id} className="flex items-center gap-3 px-4 py-2">
                <span className="w-6 shrink-0 text-right text-muted tabular-nums">{index + 1}</span>
                <span className="min-w-0 flex-1 break-all">
                  <RouteLink id={id} />
                </span>
                {route && !route.free && <Badge>{route.local ? t('virtual.local') : t('virtual.paid')}</Badge>}
                {route && (
                  <span className="flex shrink-0 items-center gap-2 text-sm" title={route.health.reason ?? undefined}>
                    {route.health.until !== null && (
                      <span className="text-muted">
                        <Countdown until={route.health.until} />
                      </span>
                    )}
                    <HealthBadge health={route.health.health} />
                  </span>
                )}
              </li>
            );
          })}
        </ol>
      )}
    </More>
  );
}

/** To everything that is known of a route. */
export function RouteLink({ id }: { id: string }) {
  return (
    <Link
      href={`/models?route=${encodeURIComponent(id)}`}
      className="text-ink no-underline hover:text-accent hover:underline"
    >
      {id}
    </Link>
  );
}
