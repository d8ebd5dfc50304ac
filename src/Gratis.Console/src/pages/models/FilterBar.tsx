import { ListFilter, X } from 'lucide-react';
import { useId, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CatalogueRoute } from '@/api/routes';
import { Button, IconButton } from '@/ui/Button';
import { classes } from '@/ui/classes';
import { Select } from '@/ui/Field';
import { SearchField } from '@/ui/SearchField';
import { formatCompact } from '@/ui/format';
import { filterValues, isFiltered, noFilters, type FilterName, type Filters } from './filters';

interface FilterBarProps {
  routes: readonly CatalogueRoute[];
  shown: number;
  filters: Filters;
  onChange: (filters: Partial<Filters>) => void;
}

/** Which rows of the catalogue are shown. */
export function FilterBar({ routes, shown, filters, onChange }: FilterBarProps) {
  const { t, i18n } = useTranslation(['models', 'common']);
  const id = useId();
  // Where the window is narrow the list comes first.
  const [isOpen, setOpen] = useState(false);
  const providers = useMemo(() => [...new Set(routes.map((route) => route.provider))].sort(), [routes]);
  const select = (name: Exclude<FilterName, 'q'>, values: readonly string[], word: (value: string) => string) => (
    <Select
      label={t(`filter.${name}`)}
      isLabelHidden
      value={filters[name]}
      onChange={(value) => onChange({ [name]: value })}
      options={[
        { value: '', label: t('filter.any', { what: t(`filter.${name}`) }) },
        ...values.map((value) => ({ value, label: word(value) })),
      ]}
    />
  );
  return (
    <div className="border-b border-line p-3" role="search" aria-label={t('filter.title')}>
      <div className="flex gap-2">
        <SearchField label={t('filter.q')} text={filters.q} onText={(q) => onChange({ q })} className="flex-1" />
        <IconButton
          look="plain"
          icon={ListFilter}
          label={t('filter.more')}
          aria-expanded={isOpen}
          aria-controls={id}
          className="sm:hidden"
          onClick={() => setOpen(!isOpen)}
        />
      </div>
      <div
        id={id}
        className={classes('mt-2 grid grid-cols-2 gap-2 sm:grid-cols-4 xl:grid-cols-7', !isOpen && 'max-sm:hidden')}
      >
        {select('provider', providers, (value) => value)}
        {select('capability', filterValues.capability, (value) => t(`capability.${value as 'tools'}`))}
        {select('free', filterValues.free, (value) => t(`price.${value as 'free'}`))}
        {select('tier', filterValues.tier, (value) => t(`tier.${value as 'lite'}`))}
        {select('context', filterValues.context, (value) =>
          t('filter.least', { tokens: formatCompact(Number(value), i18n.language) }),
        )}
        {select('health', filterValues.health, (value) => t(`common:health.${value as 'ok'}`))}
        {select('state', filterValues.state, (value) => t(`state.${value as 'found'}`))}
      </div>
      <div className="mt-2 flex min-h-8 items-center justify-between gap-2 text-sm text-muted">
        <p role="status">
          {shown === routes.length
            ? t('count.all', { count: routes.length })
            : t('count.some', { count: routes.length, shown })}
        </p>
        {isFiltered(filters) && (
          <Button look="quiet" icon={X} onClick={() => onChange(noFilters)}>
            {t('filter.clear')}
          </Button>
        )}
      </div>
    </div>
  );
}
