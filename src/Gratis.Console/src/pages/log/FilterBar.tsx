import { Search, X } from 'lucide-react';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { operations, type Operation, type RequestFilter } from '@/api/requests';
import { Button } from '@/ui/Button';
import { Select, TextField } from '@/ui/Field';
import { addressOf, localInput, type seenIn } from './filter';

interface FilterBarProps {
  filter: RequestFilter;
  seen: ReturnType<typeof seenIn>;
  onFilter: (address: URLSearchParams) => void;
}

/** What to look for. It counts when it is sent: each look may go through millions of requests. */
export function FilterBar({ filter, seen, onFilter }: FilterBarProps) {
  const { t } = useTranslation('log');
  const [operation, setOperation] = useState<Operation | ''>(operations.find((one) => one === filter.operation) ?? '');
  const isFiltered = Object.keys(filter).length > 0;
  const isNarrow = Object.keys(filter).some((name) => name !== 'q');
  return (
    <form
      role="search"
      aria-label={t('filter.label')}
      className="flex flex-col gap-3 p-4"
      onSubmit={(event) => {
        event.preventDefault();
        onFilter(addressOf(new FormData(event.currentTarget)));
      }}
    >
      <div className="flex flex-wrap gap-2">
        <TextField
          label={t('filter.q')}
          isLabelHidden
          name="q"
          type="search"
          defaultValue={filter.q}
          placeholder={t('filter.q')}
          className="min-w-44 flex-1"
        />
        <Button type="submit" look="primary" icon={Search}>
          {t('filter.apply')}
        </Button>
        {isFiltered && (
          <Button icon={X} onClick={() => onFilter(new URLSearchParams())}>
            {t('filter.clear')}
          </Button>
        )}
      </div>
      <details open={isNarrow}>
        <summary className="w-fit text-sm text-muted">{t('filter.more')}</summary>
        <div className="mt-3 grid grid-cols-2 gap-3 md:grid-cols-4">
          <Suggested name="model" value={filter.model} seen={seen.model} />
          <Suggested name="route" value={filter.route} seen={seen.route} />
          <Suggested name="provider" value={filter.provider} seen={seen.provider} />
          <Suggested name="client" value={filter.client} seen={seen.client} />
          <Suggested name="status" value={filter.status} seen={seen.status} />
          <Select
            label={t('filter.operation')}
            name="operation"
            value={operation}
            onChange={setOperation}
            options={[
              { value: '', label: t('operation.any') },
              ...operations.map((value) => ({ value, label: t(`operation.${value}`) })),
            ]}
          />
          <TextField
            label={t('filter.from')}
            name="from"
            type="datetime-local"
            defaultValue={localInput(filter.from)}
          />
          <TextField label={t('filter.to')} name="to" type="datetime-local" defaultValue={localInput(filter.to)} />
        </div>
      </details>
    </form>
  );
}

interface SuggestedProps {
  name: 'model' | 'route' | 'provider' | 'client' | 'status';
  value: string | undefined;
  seen: readonly string[];
}

/** Any text; what was seen so far is offered. */
function Suggested({ name, value, seen }: SuggestedProps) {
  const { t } = useTranslation('log');
  const list = useId();
  return (
    <div className="min-w-0">
      <TextField label={t(`filter.${name}`)} name={name} defaultValue={value} list={list} autoComplete="off" />
      <datalist id={list}>
        {seen.map((one) => (
          <option key={one} value={one} />
        ))}
      </datalist>
    </div>
  );
}
