import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Usage } from '@/api/usage';
import type { Series } from '@/ui/Chart';
import { formatCompact, formatDollars, formatDuration, formatPercent } from '@/ui/format';
import { LazyChart } from '@/ui/LazyChart';
import { Panel } from '@/ui/Panel';
import { columnsOf } from './figures';

interface ChartOf {
  id: 'requests' | 'success' | 'tokens' | 'latency' | 'first_token' | 'cost';
  series: Series[];
  format: (value: number, language: string) => string;
  max?: number;
}

const dollars = (value: number, language: string) => `$${formatDollars(value, language)}`;

/** Six charts over the same time. */
export function UsageCharts({ series, step }: Pick<Usage, 'series' | 'step'>) {
  const { t } = useTranslation('usage');
  const { at, charts } = useMemo(() => {
    const columns = columnsOf(series);
    const all: ChartOf[] = [
      {
        id: 'requests',
        format: formatCompact,
        series: [
          { label: t('figures.served'), values: columns.served, tone: 'accent', isFilled: true },
          { label: t('figures.failed'), values: columns.failed, tone: 'bad' },
        ],
      },
      {
        id: 'success',
        format: formatPercent,
        max: 1,
        series: [{ label: t('figures.success'), values: columns.success, tone: 'good', isFilled: true }],
      },
      {
        id: 'tokens',
        format: formatCompact,
        series: [
          { label: t('figures.input'), values: columns.input, tone: 'muted' },
          { label: t('figures.output'), values: columns.output, tone: 'accent', isFilled: true },
        ],
      },
      {
        id: 'latency',
        format: formatDuration,
        series: [
          { label: t('figures.p50'), values: columns.p50, tone: 'accent' },
          { label: t('figures.p95'), values: columns.p95, tone: 'warn', isDashed: true },
        ],
      },
      {
        id: 'first_token',
        format: formatDuration,
        series: [
          { label: t('figures.p50_first'), values: columns.firstP50, tone: 'accent' },
          { label: t('figures.p95_first'), values: columns.firstP95, tone: 'warn', isDashed: true },
        ],
      },
      {
        id: 'cost',
        format: dollars,
        series: [{ label: t('figures.cost'), values: columns.cost, tone: 'warn', isFilled: true }],
      },
    ];
    return { at: columns.at, charts: all };
  }, [series, t]);
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-4 md:grid-cols-2">
      {charts.map((chart) => (
        <Panel key={chart.id} title={t(`charts.${chart.id}`)}>
          <LazyChart
            label={t(`charts.${chart.id}`)}
            at={at}
            series={chart.series}
            format={chart.format}
            height={170}
            isDaily={step === 'day'}
            {...(chart.max !== undefined && { max: chart.max })}
          />
        </Panel>
      ))}
    </div>
  );
}
