import { SearchX } from 'lucide-react';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'wouter';
import type { KnownProvider } from '@/api/knownProviders';
import { Button } from '@/ui/Button';
import { EmptyState } from '@/ui/EmptyState';
import { filterProviders, readFilter, regionsOf, writeFilter, type ProviderFilter } from './filter';
import { FilterBar } from './FilterBar';
import { ProviderRow } from './ProviderRow';

interface ProviderListProps {
  providers: readonly KnownProvider[];
  onAddKey: (provider: string) => void;
}

export function ProviderList({ providers, onAddKey }: ProviderListProps) {
  const { t } = useTranslation('providers');
  const [query, setQuery] = useSearchParams();
  const filter = useMemo(() => readFilter(query), [query]);
  const setFilter = (next: ProviderFilter) => setQuery(writeFilter(next), { replace: true });

  const shown = useMemo(() => filterProviders(providers, filter), [providers, filter]);
  const regions = useMemo(() => regionsOf(providers), [providers]);
  return (
    <section aria-label={t('tabs.providers')} className="rounded-lg border border-line bg-surface">
      <FilterBar filter={filter} regions={regions} onChange={setFilter} />
      <p role="status" className="border-b border-line px-4 py-1.5 text-sm text-muted">
        {t('filter.shown', { count: shown.length, all: providers.length })}
      </p>
      {shown.length === 0 ? (
        <EmptyState icon={SearchX} title={t('filter.none')}>
          <Button onClick={() => setFilter(readFilter(new URLSearchParams()))}>{t('filter.clear')}</Button>
        </EmptyState>
      ) : (
        <ul aria-label={t('tabs.providers')} className="divide-y divide-line">
          {shown.map((provider) => (
            <ProviderRow key={provider.id} provider={provider} onAddKey={() => onAddKey(provider.id)} />
          ))}
        </ul>
      )}
    </section>
  );
}
