import {
  closestCenter,
  KeyboardSensor,
  PointerSensor,
  useSensor,
  useSensors,
  type Announcements,
  type DndContextProps,
  type DragEndEvent,
} from '@dnd-kit/core';
import { sortableKeyboardCoordinates } from '@dnd-kit/sortable';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';

interface SortingOptions {
  /** What can be moved, in order. */
  keys: readonly string[];
  nameOf: (key: string) => string;
  onMove: (from: number, to: number) => void;
}

/** How the order of a list is changed, by pointer and by keys, and what is read out meanwhile: the properties of its DndContext. */
export function useSorting({ keys, nameOf, onMove }: SortingOptions): DndContextProps {
  const { t } = useTranslation();
  const sensors = useSensors(
    useSensor(PointerSensor, { activationConstraint: { distance: 4 } }),
    useSensor(KeyboardSensor, { coordinateGetter: sortableKeyboardCoordinates }),
  );
  const isMoved = useRef(false);
  const placeOf = (key: string | number) => keys.indexOf(String(key));
  const name = (key: string | number) => nameOf(String(key));
  const announcements: Announcements = {
    onDragStart: ({ active }) => {
      isMoved.current = false;
      return t('sort.taken', { name: name(active.id) });
    },
    onDragOver: ({ active, over }) => {
      // Over itself, before anything moved, it would speak into the words that it was taken.
      isMoved.current ||= over !== null && over.id !== active.id;
      return over && isMoved.current
        ? t('sort.over', { name: name(active.id), place: placeOf(over.id) + 1, count: keys.length })
        : undefined;
    },
    onDragEnd: ({ active }) => t('sort.put', { name: name(active.id) }),
    onDragCancel: ({ active }) => t('sort.cancelled', { name: name(active.id) }),
  };
  const end = ({ active, over }: DragEndEvent) => {
    if (over !== null && over.id !== active.id) onMove(placeOf(active.id), placeOf(over.id));
  };
  return {
    sensors,
    collisionDetection: closestCenter,
    onDragEnd: end,
    // What is read out stands beside the page: within a table or a list it would be one of its rows.
    accessibility: {
      announcements,
      screenReaderInstructions: { draggable: t('sort.how') },
      container: document.body,
    },
  };
}
