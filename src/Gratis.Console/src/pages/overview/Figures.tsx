import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ProviderStatus } from '@/api/providers';
import type { QuotaPool } from '@/api/quotas';
import type { RememberedRequest } from '@/api/requests';
import { formatCompact, formatDollars, formatNumber } from '@/ui/format';
import { capacityOf, sum, type Allowance } from './capacity';
import { openRoutes } from './standing';

interface FiguresProps {
  quotas: UseQueryResult<QuotaPool[]>;
  providers: UseQueryResult<ProviderStatus[]>;
  requests: UseQueryResult<RememberedRequest[]>;
}

/** The four numbers to see from across the room. */
export function Figures({ quotas, providers, requests }: FiguresProps) {
  const { t, i18n } = useTranslation('overview');
  const capacity = quotas.data && capacityOf(quotas.data);
  const routes = providers.data && openRoutes(providers.data);
  const spent = requests.data?.reduce((total, request) => total + (request.cost_usd ?? 0), 0);
  const ofLimit = (allowance: Allowance | null | undefined) =>
    allowance ? t('figures.of', { limit: formatCompact(allowance.limit, i18n.language) }) : t('figures.no_limit');

  const left = sum(capacity?.map((one) => one.requests) ?? []);
  const tokens = sum(capacity?.map((one) => one.tokens) ?? []);
  return (
    <dl className="grid grid-cols-2 gap-px overflow-hidden rounded-lg border border-line bg-line lg:col-span-2 lg:grid-cols-4">
      <Figure label={t('figures.spent')} note={t('figures.spent_note', { count: requests.data?.length ?? 0 })}>
        {spent !== undefined && (
          <>
            <span className="mr-1 text-lg text-muted">$</span>
            {formatDollars(spent, i18n.language)}
          </>
        )}
      </Figure>
      <Figure label={t('figures.requests')} note={ofLimit(left)}>
        {capacity && (left ? formatNumber(left.remaining, i18n.language) : '–')}
      </Figure>
      <Figure label={t('figures.tokens')} note={ofLimit(tokens)}>
        {capacity && (tokens ? formatCompact(tokens.remaining, i18n.language) : '–')}
      </Figure>
      <Figure label={t('figures.routes')} note={routes ? t('figures.routes_note', { count: routes.all }) : ''}>
        {routes && formatNumber(routes.open, i18n.language)}
      </Figure>
    </dl>
  );
}

function Figure({ label, note, children }: { label: string; note: string; children: ReactNode }) {
  return (
    <div className="flex flex-col bg-surface px-4 py-3">
      <dt className="text-sm text-muted">{label}</dt>
      <dd className="mt-0.5 min-h-9 text-3xl leading-9 font-semibold tracking-tight tabular-nums">{children}</dd>
      <dd className="text-sm text-muted">{note}</dd>
    </div>
  );
}
