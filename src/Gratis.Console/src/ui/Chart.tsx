import { useEffect, useRef, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import UPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { useTheme } from '@/app/theme/theme';
import { formatCompact } from './format';

export interface Series {
  label: string;
  /** One for each instant; null where nothing is known. */
  values: readonly (number | null)[];
  tone?: 'accent' | 'good' | 'warn' | 'bad' | 'muted';
  /** Drawn as an area. */
  isFilled?: boolean;
}

interface ChartProps {
  /** What it shows, in a sentence, for who cannot see it. */
  label: string;
  /** Instants, oldest first. Keep it and the series stable between renders: a new one draws the chart anew. */
  at: readonly string[];
  series: readonly Series[];
  height?: number;
}

const day = 86_400;

/** Lines over time. The values under the pointer stand in the legend. */
export function Chart({ label, at, series, height = 200 }: ChartProps) {
  const { i18n } = useTranslation();
  const theme = useTheme();
  const isSystemDark = useSystemDark();
  const place = useRef<HTMLDivElement>(null);

  useEffect(() => {
    const host = place.current;
    if (host === null) return;
    const seconds = at.map((instant) => Date.parse(instant) / 1000);
    const chart = new UPlot(
      optionsOf(host, series, i18n.language, height),
      [seconds, ...series.map((one) => [...one.values])],
      host,
    );
    const observer = new ResizeObserver(() => chart.setSize({ width: host.clientWidth, height }));
    observer.observe(host);
    return () => {
      observer.disconnect();
      chart.destroy();
    };
    // A canvas keeps the colours that it was drawn with: another theme draws it again.
  }, [at, series, height, i18n.language, theme, isSystemDark]);

  return <div ref={place} role="img" aria-label={label} className="w-full overflow-hidden text-sm" />;
}

function optionsOf(host: HTMLElement, series: readonly Series[], language: string, height: number): UPlot.Options {
  const axis = {
    stroke: colorOf(host, 'muted'),
    grid: { stroke: colorOf(host, 'line'), width: 1 },
    ticks: { show: false },
  };
  return {
    width: host.clientWidth,
    height,
    cursor: { y: false, points: { size: 6 } },
    axes: [
      { ...axis, values: (_, splits, __, ___, step) => splits.map((second) => instantOf(second, step, language)) },
      { ...axis, size: 56, values: (_, splits) => splits.map((value) => formatCompact(value, language)) },
    ],
    series: [
      { value: (_, second: number | null) => (second === null ? '–' : instantOf(second, 0, language)) },
      ...series.map((one): UPlot.Series => {
        const color = colorOf(host, one.tone ?? 'accent');
        return {
          label: one.label,
          stroke: color,
          width: 1.5,
          ...(one.isFilled && { fill: color.replace('rgb(', 'rgba(').replace(')', ', 0.12)') }),
          value: (_, value: number | null) => (value === null ? '–' : formatCompact(value, language)),
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

function instantOf(second: number, step: number, language: string): string {
  const style: Intl.DateTimeFormatOptions =
    step >= day
      ? { month: 'short', day: 'numeric' }
      : step > 0
        ? { hour: '2-digit', minute: '2-digit' }
        : { dateStyle: 'medium', timeStyle: 'short' };
  return new Intl.DateTimeFormat(language, style).format(new Date(second * 1000));
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
