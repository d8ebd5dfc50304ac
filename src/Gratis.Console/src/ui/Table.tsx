import {
  createSortedRowModel,
  rowSortingFeature,
  sortFn_alphanumeric,
  sortFn_basic,
  tableFeatures,
  useTable,
  type ColumnDef,
} from '@tanstack/react-table';
import { useVirtualizer } from '@tanstack/react-virtual';
import { ArrowDown, ArrowUp } from 'lucide-react';
import { useEffect, useMemo, useRef, type ReactNode } from 'react';
import { classes } from './classes';

export interface Column<T> {
  id: string;
  header: string;
  cell: (row: T) => ReactNode;
  /** By what it can be sorted; missing values come last. */
  sortBy?: (row: T) => string | number | undefined;
  /** A CSS width; what is left is shared by the columns without one. */
  width?: string;
  isNumeric?: boolean;
  /** Left out where the window is narrow. */
  isWideOnly?: boolean;
  /** Below all rows. */
  foot?: ReactNode;
}

interface TableProps<T> {
  /** What it lists, for who cannot see it. */
  label: string;
  rows: readonly T[];
  columns: readonly Column<T>[];
  rowKey: (row: T) => string;
  /** Instead of rows when there are none. */
  empty?: ReactNode;
  /** How high it may become before it scrolls; rows out of sight are not drawn. */
  maxHeight?: string;
  /** About how high a row is, in pixels: by it rows that were never drawn are reckoned, and so where the End key leads. */
  rowHeight?: number;
  /** The last rows are in sight, and more may be fetched; has to be stable between renders. */
  onNearEnd?: () => void;
}

const features = tableFeatures({
  rowSortingFeature,
  sortedRowModel: createSortedRowModel(),
  sortFns: { alphanumeric: sortFn_alphanumeric, basic: sortFn_basic },
});

/** Thousands of rows, sorted by a click on a column's head. Columns and rows have to be stable between renders. */
export function Table<T extends object>({
  label,
  rows,
  columns,
  rowKey,
  empty,
  maxHeight = '70dvh',
  rowHeight = 40,
  onNearEnd,
}: TableProps<T>) {
  const definitions = useMemo(() => columns.map(define), [columns]);
  const table = useTable({ features, columns: definitions, data: rows, getRowId: rowKey, enableSortingRemoval: true });
  const sorted = table.getRowModel().rows;

  const scroller = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: sorted.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    getItemKey: (index) => sorted[index]?.id ?? index,
    initialRect: { width: 1024, height: 800 },
    overscan: 12,
  });
  const items = virtual.getVirtualItems();
  const before = items[0]?.start ?? 0;
  const after = virtual.getTotalSize() - (items.at(-1)?.end ?? 0);

  const isNearEnd = (items.at(-1)?.index ?? 0) >= rows.length - 1;
  useEffect(() => {
    if (isNearEnd) onNearEnd?.();
  }, [isNearEnd, rows.length, onNearEnd]);

  if (rows.length === 0 && empty !== undefined) return empty;
  return (
    <div
      ref={scroller}
      role="group"
      aria-label={label}
      // Focusable, so that the arrow keys scroll it.
      // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
      className="overflow-auto -outline-offset-2"
      style={{ maxHeight }}
    >
      <table
        aria-label={label}
        aria-rowcount={rows.length + 1}
        className="w-full table-fixed border-separate border-spacing-0 text-left"
      >
        <colgroup>
          {columns.map((column) => (
            <col
              key={column.id}
              className={column.isWideOnly ? 'max-md:hidden' : undefined}
              style={{ width: column.width }}
            />
          ))}
        </colgroup>
        <thead className="sticky top-0 z-10 bg-surface">
          <tr>
            {columns.map((column) => {
              const sorting = table.getColumn(column.id);
              return (
                <Head
                  key={column.id}
                  column={column}
                  sorted={sorting?.getIsSorted() ?? false}
                  toggle={() => sorting?.toggleSorting()}
                />
              );
            })}
          </tr>
        </thead>
        <tbody className="[&>tr:last-child>td]:border-b-0">
          <Spacer height={before} span={columns.length} />
          {items.map((item) => {
            const row = sorted[item.index];
            return (
              row && (
                <tr
                  key={item.key}
                  ref={virtual.measureElement}
                  data-index={item.index}
                  aria-rowindex={item.index + 2}
                  className="hover:bg-hover"
                >
                  {columns.map((column) => (
                    <td
                      key={column.id}
                      className={classes(
                        'truncate border-b border-line px-2 py-2 first:pl-4 last:pr-4 sm:px-3',
                        sides(column),
                      )}
                    >
                      {column.cell(row.original)}
                    </td>
                  ))}
                </tr>
              )
            );
          })}
          <Spacer height={after} span={columns.length} />
        </tbody>
        {columns.some((column) => column.foot !== undefined) && <Foot columns={columns} />}
      </table>
    </div>
  );
}

interface HeadProps<T> {
  column: Column<T>;
  sorted: false | 'asc' | 'desc';
  toggle: () => void;
}

function Head<T>({ column, sorted, toggle }: HeadProps<T>) {
  const Arrow = sorted === 'desc' ? ArrowDown : ArrowUp;
  return (
    <th
      scope="col"
      aria-sort={sorted === false ? undefined : sorted === 'asc' ? 'ascending' : 'descending'}
      className={classes(
        'truncate border-b border-line px-2 py-2 text-sm font-medium text-muted first:pl-4 last:pr-4 sm:px-3',
        sides(column),
      )}
    >
      {column.sortBy === undefined ? (
        column.header
      ) : (
        <button type="button" onClick={toggle} className="inline-flex items-center gap-1 hover:text-ink">
          {column.header}
          {sorted !== false && <Arrow size={14} aria-hidden className="shrink-0" />}
        </button>
      )}
    </th>
  );
}

function Foot<T>({ columns }: { columns: readonly Column<T>[] }) {
  return (
    <tfoot className="sticky bottom-0 bg-surface font-medium">
      <tr>
        {columns.map((column) => (
          <td
            key={column.id}
            className={classes('truncate border-t border-line px-2 py-2 first:pl-4 last:pr-4 sm:px-3', sides(column))}
          >
            {column.foot}
          </td>
        ))}
      </tr>
    </tfoot>
  );
}

/** Stands for the rows above or below that are not drawn. */
function Spacer({ height, span }: { height: number; span: number }) {
  return height > 0 ? (
    <tr aria-hidden>
      <td colSpan={span} style={{ height }} />
    </tr>
  ) : null;
}

function define<T extends object>(column: Column<T>): ColumnDef<typeof features, T> {
  const { id, sortBy } = column;
  return sortBy === undefined
    ? { id, enableSorting: false }
    : { id, accessorFn: sortBy, sortUndefined: 'last', sortFn: column.isNumeric ? 'basic' : 'alphanumeric' };
}

const sides = <T,>(column: Column<T>) =>
  classes(column.isNumeric && 'text-right tabular-nums', column.isWideOnly && 'max-md:hidden');
