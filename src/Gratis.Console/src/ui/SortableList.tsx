import {
  closestCenter,
  DndContext,
  KeyboardSensor,
  PointerSensor,
  useSensor,
  useSensors,
  type Announcements,
  type DragEndEvent,
} from '@dnd-kit/core';
import {
  SortableContext,
  sortableKeyboardCoordinates,
  useSortable,
  verticalListSortingStrategy,
} from '@dnd-kit/sortable';
import { GripVertical } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { classes } from './classes';

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
  const sensors = useSensors(
    useSensor(PointerSensor, { activationConstraint: { distance: 4 } }),
    useSensor(KeyboardSensor, { coordinateGetter: sortableKeyboardCoordinates }),
  );
  const keys = items.map(itemKey);
  const placeOf = (key: string | number) => keys.indexOf(String(key));
  const nameOf = (key: string | number) => {
    const item = items[placeOf(key)];
    return item === undefined ? String(key) : itemName(item);
  };
  const announcements: Announcements = {
    onDragStart: ({ active }) => t('sort.taken', { name: nameOf(active.id) }),
    onDragOver: ({ active, over }) =>
      over && t('sort.over', { name: nameOf(active.id), place: placeOf(over.id) + 1, count: keys.length }),
    onDragEnd: ({ active }) => t('sort.put', { name: nameOf(active.id) }),
    onDragCancel: ({ active }) => t('sort.cancelled', { name: nameOf(active.id) }),
  } as Announcements;

  const end = ({ active, over }: DragEndEvent) => {
    if (over !== null && over.id !== active.id) onMove(placeOf(active.id), placeOf(over.id));
  };
  return (
    <DndContext
      sensors={sensors}
      collisionDetection={closestCenter}
      onDragEnd={end}
      accessibility={{ announcements, screenReaderInstructions: { draggable: t('sort.how') } }}
    >
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
