import { useQuery } from '@tanstack/react-query';
import { useId, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { modelsQuery } from '@/api/models';
import { groupModels } from './modelGroups';

interface ModelPickerProps {
  label: string;
  value: string;
  onChange: (model: string) => void;
}

/** What can be asked; a name that stands for many first. */
export function ModelPicker({ label, value, onChange }: ModelPickerProps) {
  const { t } = useTranslation('playground');
  const id = useId();
  const { data, isError } = useQuery(modelsQuery);
  const groups = useMemo(() => groupModels(data ?? [], value), [data, value]);
  return (
    <div className="flex items-center gap-2">
      <label htmlFor={id} className="shrink-0 text-sm font-medium">
        {label}
      </label>
      <select
        id={id}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        className="h-9 w-full max-w-md min-w-0 rounded-md border border-edge/70 bg-surface px-1.5 text-ink sm:h-8"
      >
        {groups.map((group) => (
          <optgroup key={group.provider ?? ''} label={group.provider ?? t('virtual_models')}>
            {group.ids.map((model) => (
              <option key={model} value={model}>
                {model}
              </option>
            ))}
          </optgroup>
        ))}
      </select>
      {isError && <span className="text-sm text-bad">{t('models_failed')}</span>}
    </div>
  );
}
