import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from './Button';

interface MoreProps<T> {
  items: readonly T[];
  /** How many at a time. */
  size: number;
  children: (shown: readonly T[]) => ReactNode;
}

/** A list that may be long, shown in parts. */
export function More<T>({ items, size, children }: MoreProps<T>) {
  const { t } = useTranslation();
  const [count, setCount] = useState(size);
  const left = items.length - count;
  return (
    <>
      {children(items.slice(0, count))}
      {left > 0 && (
        <div className="border-t border-line px-2 py-1.5">
          <Button look="quiet" onClick={() => setCount(count + size)}>
            {t('more', { count: left })}
          </Button>
        </div>
      )}
    </>
  );
}
