import { useEffect, useMemo, useRef, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import UPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { useTheme } from '@/app/theme/theme';
import { ChartTable } from './ChartTable';
import { formatCompact } from './format';

export interface Series {
  label: string;
  /** One for each instant; null where nothing is known. */
  values: readonly (number | null)[];
  tone?: 'accent' | 'good' | 'warn' | 'bad' | 'muted';
  /** Drawn as an area. */
  isFilled?: boolean;
  /** Holds its value until the next instant. */
  isStepped?: boolean;
  isDashed?: boolean;
}

interface ChartProps {
  /** What it shows, in a sentence, for who cannot see it. */
  label: string;
  /** Instants, oldest first. Keep it and the series stable between renders: a new one draws the chart anew. */
  at: readonly string[];
  series: readonly Series[];
  height?: number;
  /** How values are written; keep it stable, too. */
  format?: (value: number, language: string) => string;
  /** The highest value there can be. */
  max?: number;
  /** Instants are days of UTC, and named by their dates there. */
  isDaily?: boolean;
}

const hour = 3600;
const day = 24 * hour;

/** Lines over time. The values under the pointer stand in the legend, and all of them in a table that only screen readers see. */
export function Chart({ label, at, series, height = 200, format = formatCompact, max, isDaily = false }: ChartProps) {
  const { i18n } = useTranslation();
  const theme = useTheme();
  const isSystemDark = useSystemDark();
  const place = useRef<HTMLDivElement>(null);
  const style = useMemo<Style>(
    () => ({ height, format, max, isDaily, language: i18n.language }),
    [height, format, max, isDaily, i18n.language],
  );

  useEffect(() => {
    const host = place.current;
    if (host === null) return;
    const seconds = at.map((instant) => Date.parse(instant) / 1000);
    const chart = new UPlot(optionsOf(host, series, style), [seconds, ...series.map((one) => [...one.values])], host);
    const observer = new ResizeObserver(() => chart.setSize({ width: host.clientWidth, height: style.height }));
    observer.observe(host);
    return () => {
      observer.disconnect();
      chart.destroy();
    };
    // A canvas keeps the colours that it was drawn with: another theme draws it again.
  }, [at, series, style, theme, isSystemDark]);

  return (
    <div className="relative">
      <div ref={place} role="img" aria-label={label} className="chart w-full overflow-hidden text-sm" />
      <ChartTable
        label={label}
        at={at}
        series={series}
        format={(value) => format(value, i18n.language)}
        nameOf={(instant) => instantOf(Date.parse(instant) / 1000, isDaily ? day : 0, style)}
      />
    </div>
  );
}

interface Style {
  height: number;
  format: (value: number, language: string) => string;
  max: number | undefined;
  isDaily: boolean;
  language: string;
}

function optionsOf(host: HTMLElement, series: readonly Series[], style: Style): UPlot.Options {
  const { height, format, max, isDaily, language } = style;
  const axis = {
    stroke: colorOf(host, 'muted'),
    grid: { stroke: colorOf(host, 'line'), width: 1 },
    ticks: { show: false },
  };
  return {
    width: host.clientWidth,
    height,
    ...(isDaily && { tzDate: (second: number) => UPlot.tzDate(new Date(second * 1000), 'Etc/UTC') }),
    cursor: { y: false, points: { size: 6 } },
    // Nothing is below zero, and a line of zeros is not the middle of a chart.
    scales: { y: { range: (_, __, highest) => [0, max ?? (highest > 0 ? highest * 1.1 : 1)] } },
    axes: [
      {
        ...axis,
        size: 32,
        values: (_, splits, __, ___, step) => splits.map((second) => instantOf(second, step, style)),
      },
      { ...axis, size: 60, values: (_, splits) => splits.map((value) => format(value, language)) },
    ],
    series: [
      {
        value: (_, second: number | null) => (second === null ? '–' : instantOf(second, isDaily ? day : 0, style)),
      },
      ...series.map((one): UPlot.Series => {
        const color = colorOf(host, one.tone ?? 'accent');
        const stepped = one.isStepped ? UPlot.paths.stepped?.({ align: 1 }) : undefined;
        return {
          label: one.label,
          stroke: color,
          width: 1.5,
          points: { show: one.values.filter((value) => value !== null).length === 1 },
          ...(one.isFilled && { fill: color.replace('rgb(', 'rgba(').replace(')', ', 0.12)') }),
          ...(one.isDashed && { dash: [5, 4] }),
          ...(stepped && { paths: stepped }),
          value: (_, value: number | null) => (value === null ? '–' : format(value, language)),
        };
      }),
    ],
  };
}

/** A canvas knows no custom properties: the browser works the colour out for an element first. */
function colorOf(host: HTMLElement, name: string): string {
  const probe = host.appendChild(document.createElement('span'));
  probe.style.color = `var(--color-${name})`;
  const color = getComputedStyle(probe).color;
  probe.remove();
  return color;
}

function instantOf(second: number, step: number, { language, isDaily }: Style): string {
  const style: Intl.DateTimeFormatOptions =
    step >= day
      ? { month: 'short', day: 'numeric' }
      : step > 0
        ? { hour: 'numeric', ...(step % hour > 0 && { minute: '2-digit' }) }
        : { dateStyle: 'medium', timeStyle: 'short' };
  return new Intl.DateTimeFormat(language, { ...style, ...(isDaily && { timeZone: 'UTC' }) }).format(
    new Date(second * 1000),
  );
}

const systemDark = window.matchMedia('(prefers-color-scheme: dark)');

function useSystemDark(): boolean {
  return useSyncExternalStore(
    (changed) => {
      systemDark.addEventListener('change', changed);
      return () => systemDark.removeEventListener('change', changed);
    },
    () => systemDark.matches,
  );
}
