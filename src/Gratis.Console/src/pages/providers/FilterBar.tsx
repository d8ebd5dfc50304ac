import { useTranslation } from 'react-i18next';
import { Select, TextField } from '@/ui/Field';
import { classes } from '@/ui/classes';
import { wishes, type ProviderFilter, type Wish } from './filter';
import { useRegionName } from './useRegionName';

interface FilterBarProps {
  filter: ProviderFilter;
  regions: readonly string[];
  onChange: (filter: ProviderFilter) => void;
}

export function FilterBar({ filter, regions, onChange }: FilterBarProps) {
  const { t } = useTranslation('providers');
  const regionName = useRegionName();
  const toggle = (wish: Wish) =>
    onChange({
      ...filter,
      wishes: filter.wishes.includes(wish) ? filter.wishes.filter((one) => one !== wish) : [...filter.wishes, wish],
    });
  return (
    <div role="search" className="flex flex-col gap-3 border-b border-line p-4">
      <div className="grid grid-cols-2 gap-3 sm:grid-cols-[minmax(0,2fr)_minmax(0,1fr)_minmax(0,1fr)]">
        <TextField
          label={t('filter.search')}
          isLabelHidden
          type="search"
          placeholder={t('filter.search')}
          className="max-sm:col-span-2"
          value={filter.text}
          onChange={(event) => onChange({ ...filter, text: event.target.value })}
        />
        <Select
          label={t('filter.standing')}
          isLabelHidden
          value={filter.standing}
          onChange={(standing) => onChange({ ...filter, standing })}
          options={(['all', 'configured', 'unconfigured'] as const).map((value) => ({
            value,
            label: t(`filter.standings.${value}`),
          }))}
        />
        <Select
          label={t('filter.region')}
          isLabelHidden
          value={filter.region}
          onChange={(region) => onChange({ ...filter, region })}
          options={[
            { value: '', label: t('filter.any_region') },
            ...regions.map((value) => ({ value, label: regionName(value) })),
          ]}
        />
      </div>
      <div role="group" aria-label={t('filter.wishes')} className="flex flex-wrap gap-1.5">
        {wishes.map((wish) => (
          <button
            key={wish}
            type="button"
            aria-pressed={filter.wishes.includes(wish)}
            onClick={() => toggle(wish)}
            className={classes(
              'h-8 rounded-full border px-3 text-sm sm:h-7',
              filter.wishes.includes(wish)
                ? 'border-accent bg-accent text-on-accent'
                : 'border-edge/60 text-muted hover:bg-hover hover:text-ink',
            )}
          >
            {t(`filter.wish.${wish}`)}
          </button>
        ))}
      </div>
    </div>
  );
}
