import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Capacity, Overview } from '@/api/overview';
import { formatCompact, formatDollars, formatNumber, formatPercent } from '@/ui/format';

/** The numbers to see from across the room; of all, what was paid. */
export function Figures({ overview }: { overview: Overview }) {
  const { t, i18n } = useTranslation('overview');
  const language = i18n.language;
  const { capacity } = overview;
  const of = (limit: number) =>
    limit > 0 ? t('figures.of', { limit: formatCompact(limit, language) }) : t('figures.no_limit');
  return (
    <dl className="grid grid-cols-2 gap-px overflow-hidden rounded-lg border border-line bg-line lg:grid-cols-[1.4fr_1fr_1fr_1fr]">
      <Figure
        isLarge
        label={t('figures.spent')}
        note={t('figures.month', { amount: `$${formatDollars(overview.cost_month_usd, language)}` })}
      >
        <span className="mr-1 text-2xl text-muted">$</span>
        {formatDollars(overview.cost_today_usd, language)}
      </Figure>
      <Figure
        label={t('figures.requests')}
        note={
          overview.success_today === null
            ? t('figures.none_yet')
            : t('figures.success', { share: formatPercent(overview.success_today, language) })
        }
      >
        {formatNumber(overview.requests_today, language)}
      </Figure>
      <Figure label={t('figures.requests_left')} note={of(sumOf(capacity.by_provider, 'requests_limit'))}>
        {capacity.requests_left === null ? '–' : formatCompact(capacity.requests_left, language)}
      </Figure>
      <Figure label={t('figures.tokens_left')} note={of(sumOf(capacity.by_provider, 'tokens_limit'))}>
        {capacity.tokens_left === null ? '–' : formatCompact(capacity.tokens_left, language)}
      </Figure>
    </dl>
  );
}

const sumOf = (all: readonly Capacity[], name: 'requests_limit' | 'tokens_limit') =>
  all.reduce((sum, one) => sum + (one[name] ?? 0), 0);

interface FigureProps {
  label: string;
  note: string;
  /** Where there is little room it takes a row of its own. */
  isLarge?: boolean;
  children: ReactNode;
}

function Figure({ label, note, isLarge = false, children }: FigureProps) {
  return (
    <div className={`flex flex-col bg-surface px-4 py-3 ${isLarge ? 'max-lg:col-span-2' : 'max-lg:last:col-span-2'}`}>
      <dt className="text-sm text-muted">{label}</dt>
      <dd
        className={`mt-0.5 flex min-h-12 items-center font-semibold tracking-tight tabular-nums ${isLarge ? 'text-5xl' : 'text-3xl'}`}
      >
        {children}
      </dd>
      <dd className="text-sm text-muted">{note}</dd>
    </div>
  );
}
