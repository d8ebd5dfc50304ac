import { DndContext } from '@dnd-kit/core';
import { SortableContext, useSortable, verticalListSortingStrategy } from '@dnd-kit/sortable';
import { GripVertical } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { classes } from './classes';
import { useSorting } from './sorting';

interface SortableListProps<T> {
  /** What it lists, for who cannot see it. */
  label: string;
  items: readonly T[];
  itemKey: (item: T) => string;
  /** What an item is called when it is moved. */
  itemName: (item: T) => string;
  children: (item: T, index: number) => ReactNode;
  onMove: (from: number, to: number) => void;
}

/** A list whose order its owner changes: by dragging a handle, or on it with Space, the arrow keys and Space again. */
export function SortableList<T>({ label, items, itemKey, itemName, children, onMove }: SortableListProps<T>) {
  const { t } = useTranslation();
  const keys = items.map(itemKey);
  const nameOf = (key: string) => {
    const item = items[keys.indexOf(key)];
    return item === undefined ? key : itemName(item);
  };
  const sorting = useSorting({ keys, nameOf, onMove });
  return (
    <DndContext {...sorting}>
      <SortableContext items={keys} strategy={verticalListSortingStrategy}>
        <ol aria-label={label} className="divide-y divide-line">
          {items.map((item, index) => (
            <SortableItem key={itemKey(item)} id={itemKey(item)} handle={t('sort.move', { name: itemName(item) })}>
              {children(item, index)}
            </SortableItem>
          ))}
        </ol>
      </SortableContext>
    </DndContext>
  );
}

function SortableItem({ id, handle, children }: { id: string; handle: string; children: ReactNode }) {
  const { attributes, listeners, setNodeRef, setActivatorNodeRef, transform, transition, isDragging } = useSortable({
    id,
  });
  const moved = transform === null ? undefined : `translate3d(0, ${transform.y}px, 0)`;
  return (
    <li
      ref={setNodeRef}
      style={{ transform: moved, transition }}
      className={classes('flex items-center gap-2 bg-surface px-2 py-1.5', isDragging && 'relative z-10 shadow-lg')}
    >
      <button
        ref={setActivatorNodeRef}
        type="button"
        aria-label={handle}
        className="cursor-grab touch-none rounded-md p-1.5 text-muted hover:bg-hover hover:text-ink"
        {...attributes}
        {...listeners}
      >
        <GripVertical size={16} aria-hidden />
      </button>
      <div className="min-w-0 flex-1">{children}</div>
    </li>
  );
}
