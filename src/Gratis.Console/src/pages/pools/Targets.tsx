import { useQuery } from '@tanstack/react-query';
import { ArrowDown, ArrowUp, Plus, X } from 'lucide-react';
import { useMemo, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { routesQuery } from '@/api/routes';
import { moved } from '@/app/moved';
import { Button, IconButton } from '@/ui/Button';
import { SortableList } from '@/ui/SortableList';
import { NameField } from './NameField';

interface TargetsProps<T> {
  label: string;
  targets: readonly T[];
  nameOf: (target: T) => string;
  make: (name: string) => T;
  /** Only routes that cost money, or all. */
  onlyPaid?: boolean;
  /** What stands beside the name of a target. */
  beside?: (target: T, index: number) => ReactNode;
  onChange: (targets: T[]) => void;
}

/** Routes in the owner's order: added by name, moved, removed. Each is there once. */
export function Targets<T>({ label, targets, nameOf, make, onlyPaid = false, beside, onChange }: TargetsProps<T>) {
  const { t } = useTranslation('pools');
  const routes = useQuery(routesQuery);
  const [added, setAdded] = useState('');
  const names = useMemo(
    () =>
      (routes.data ?? [])
        .filter((route) => route.kind === 'chat' && (!onlyPaid || (!route.free && !route.local)))
        .map((route) => route.route_id),
    [routes.data, onlyPaid],
  );
  const name = added.trim();
  const isThere = targets.some((target) => nameOf(target) === name);
  const add = () => {
    if (name === '' || isThere) return;
    onChange([...targets, make(name)]);
    setAdded('');
  };
  const move = (from: number, to: number) => onChange(moved(targets, from, to));
  return (
    <div className="overflow-hidden rounded-md border border-line">
      {targets.length > 0 && (
        <SortableList label={label} items={targets} itemKey={nameOf} itemName={nameOf} onMove={move}>
          {(target, index) => (
            <div className="flex items-center gap-1.5">
              <span className="min-w-0 flex-1 break-all">{nameOf(target)}</span>
              {beside?.(target, index)}
              <span className="flex shrink-0">
                <IconButton
                  icon={ArrowUp}
                  label={t('target.up', { name: nameOf(target) })}
                  disabled={index === 0}
                  className="w-7!"
                  onClick={() => move(index, index - 1)}
                />
                <IconButton
                  icon={ArrowDown}
                  label={t('target.down', { name: nameOf(target) })}
                  disabled={index === targets.length - 1}
                  className="w-7!"
                  onClick={() => move(index, index + 1)}
                />
                <IconButton
                  icon={X}
                  label={t('target.remove', { name: nameOf(target) })}
                  className="w-7!"
                  onClick={() => onChange(targets.toSpliced(index, 1))}
                />
              </span>
            </div>
          )}
        </SortableList>
      )}
      <div className="flex items-end gap-2 border-t border-line p-2 first:border-t-0">
        <NameField
          label={t('target.add_label')}
          isLabelHidden
          placeholder={t('target.placeholder')}
          className="flex-1"
          value={added}
          names={names}
          onChange={setAdded}
          onEnter={add}
        />
        <Button icon={Plus} disabled={name === '' || isThere} onClick={add}>
          {t('target.add')}
        </Button>
      </div>
    </div>
  );
}
