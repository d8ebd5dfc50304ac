import { Boxes } from 'lucide-react';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { CatalogueRoute } from '@/api/routes';
import { Badge } from '@/ui/Badge';
import { EmptyState } from '@/ui/EmptyState';
import { formatCompact } from '@/ui/format';
import { HealthBadge } from '@/ui/HealthBadge';
import { Table, type Column } from '@/ui/Table';

/** The models that a provider brings. */
export function ProviderModels({ routes }: { routes: readonly CatalogueRoute[] }) {
  const { t, i18n } = useTranslation('providers');
  const columns = useMemo<Column<CatalogueRoute>[]>(
    () => [
      {
        id: 'model',
        header: t('models.model'),
        sortBy: (route) => route.display_name,
        cell: (route) => <span title={route.route_id}>{route.display_name}</span>,
      },
      {
        id: 'free',
        header: t('models.free'),
        width: '6rem',
        sortBy: (route) => (route.free ? 0 : 1),
        cell: (route) =>
          route.local ? (
            <Badge>{t('mark.local')}</Badge>
          ) : route.free ? (
            <Badge tone="good">{t('models.is_free')}</Badge>
          ) : (
            <Badge>{t('models.is_paid')}</Badge>
          ),
      },
      {
        id: 'context',
        header: t('models.context'),
        width: '7rem',
        isNumeric: true,
        isWideOnly: true,
        sortBy: (route) => route.context ?? undefined,
        cell: (route) => (route.context === null ? '–' : formatCompact(route.context, i18n.language)),
      },
      {
        id: 'health',
        header: t('models.health'),
        width: '7.5rem',
        cell: (route) =>
          route.state === 'enabled' ? (
            <HealthBadge health={route.health.health} />
          ) : (
            <Badge>{t(`models.state.${route.state}`)}</Badge>
          ),
      },
    ],
    [t, i18n.language],
  );
  return (
    <Table
      label={t('models.title')}
      rows={routes}
      columns={columns}
      rowKey={(route) => route.route_id}
      maxHeight="24rem"
      empty={<EmptyState icon={Boxes} title={t('models.none')} />}
    />
  );
}
