import { ChevronDown, ChevronRight, SlidersHorizontal } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Badge } from '@/ui/Badge';
import { Button } from '@/ui/Button';
import { Panel } from '@/ui/Panel';
import type { PoolGroup } from './pools';
import { PoolTable } from './PoolTable';

interface PoolGroupPanelProps {
  group: PoolGroup;
  isFolded: boolean;
  onOpen: (id: string) => void;
  onEdit: (provider: string) => void;
}

/** The pools of a provider or of one of its accounts. */
export function PoolGroupPanel({ group, isFolded, onOpen, onEdit }: PoolGroupPanelProps) {
  const { t } = useTranslation('quotas');
  const [isOpen, setOpen] = useState(!isFolded);
  const name = group.provider === null ? t('own') : group.key;
  const Arrow = isOpen ? ChevronDown : ChevronRight;
  return (
    <Panel
      isFlush
      title={
        <button
          type="button"
          aria-expanded={isOpen}
          onClick={() => setOpen(!isOpen)}
          className="flex items-center gap-1.5 rounded-md"
        >
          <Arrow size={16} aria-hidden className="text-muted" />
          {name}
        </button>
      }
      aside={
        <div className="flex flex-wrap items-center justify-end gap-2">
          {group.spent > 0 && <Badge tone="bad">{t('count.spent', { count: group.spent })}</Badge>}
          {group.nearly > 0 && <Badge tone="warn">{t('count.nearly', { count: group.nearly })}</Badge>}
          <span className="text-sm text-muted max-sm:hidden">{t('count.pools', { count: group.pools.length })}</span>
          {group.provider !== null && <EditButton provider={group.provider} onEdit={onEdit} />}
        </div>
      }
    >
      {isOpen && <PoolTable label={name} pools={group.pools} isOfAccount={group.account !== null} onOpen={onOpen} />}
    </Panel>
  );
}

function EditButton({ provider, onEdit }: { provider: string; onEdit: (provider: string) => void }) {
  const { t } = useTranslation('quotas');
  return (
    <Button look="quiet" icon={SlidersHorizontal} onClick={() => onEdit(provider)}>
      {t('edit.short')}
      <span className="sr-only"> {t('of', { name: provider })}</span>
    </Button>
  );
}
