import { useTranslation } from 'react-i18next';
import type { Series } from './Chart';

interface ChartTableProps {
  label: string;
  at: readonly string[];
  series: readonly Series[];
  format: (value: number) => string;
  nameOf: (instant: string) => string;
}

/** A table that is read out has an end: of more points than this each so-manieth is told. */
const most = 100;

/** What a chart shows, in words and numbers, for who cannot see it. */
export function ChartTable({ label, at, series, format, nameOf }: ChartTableProps) {
  const { t } = useTranslation();
  const every = Math.ceil(at.length / most);
  return (
    <div className="sr-only">
      <table>
        <caption>{label}</caption>
        <thead>
          <tr>
            <th scope="col">{t('chart.time')}</th>
            {series.map((one) => (
              <th key={one.label} scope="col">
                {one.label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {at.map((instant, index) =>
            // Counted from the end: the newest is always told.
            (at.length - 1 - index) % every === 0 ? (
              <tr key={instant}>
                <th scope="row">{nameOf(instant)}</th>
                {series.map((one) => {
                  const value = one.values[index] ?? null;
                  return <td key={one.label}>{value === null ? '–' : format(value)}</td>;
                })}
              </tr>
            ) : null,
          )}
        </tbody>
      </table>
    </div>
  );
}
