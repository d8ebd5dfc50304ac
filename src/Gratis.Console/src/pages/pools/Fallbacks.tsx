import { X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { IconButton } from '@/ui/Button';
import { Select } from '@/ui/Field';
import { shippedPools } from './poolDraft';

interface FallbacksProps {
  chosen: readonly string[];
  others: readonly string[];
  self: string;
  onChange: (fallback: string[]) => void;
}

/** Pools that take over, in this order. */
export function Fallbacks({ chosen, others, self, onChange }: FallbacksProps) {
  const { t } = useTranslation('pools');
  const open = [...new Set([...others, ...shippedPools])].filter((name) => name !== self && !chosen.includes(name));
  return (
    <div className="flex flex-col gap-2">
      <Select
        label={t('pool.fallback')}
        hint={t('pool.fallback_hint')}
        value=""
        onChange={(name) => onChange([...chosen, name])}
        options={[{ value: '', label: t('pool.fallback_add') }, ...open.map((name) => ({ value: name, label: name }))]}
      />
      {chosen.length > 0 && (
        <ol aria-label={t('pool.fallback')} className="flex flex-wrap gap-2">
          {chosen.map((name) => (
            <li key={name} className="flex items-center gap-1 rounded-md border border-line pl-2.5">
              {name}
              <IconButton
                icon={X}
                label={t('target.remove', { name })}
                className="h-7! w-7!"
                onClick={() => onChange(chosen.filter((one) => one !== name))}
              />
            </li>
          ))}
        </ol>
      )}
    </div>
  );
}
