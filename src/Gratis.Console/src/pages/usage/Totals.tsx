import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { UsageFigures } from '@/api/usage';
import { formatCompact, formatDollars, formatDuration, formatPercent } from '@/ui/format';

/** The whole range in six numbers. */
export function Totals({ totals }: { totals: UsageFigures }) {
  const { t, i18n } = useTranslation('usage');
  const language = i18n.language;
  const compact = (value: number) => formatCompact(value, language);
  const duration = (ms: number | null) => (ms === null ? '–' : formatDuration(ms, language));
  return (
    <dl className="grid grid-cols-2 gap-px overflow-hidden rounded-lg border border-line bg-line md:grid-cols-3 xl:grid-cols-6">
      <Total
        label={t('figures.requests')}
        note={t('totals.failed', { count: totals.failed, failed: compact(totals.failed) })}
      >
        {compact(totals.requests)}
      </Total>
      <Total label={t('figures.success')} note={t('totals.success')}>
        {totals.success === null ? '–' : formatPercent(totals.success, language)}
      </Total>
      <Total label={t('figures.tokens')} note={t('totals.output', { output: compact(totals.output_tokens) })}>
        {compact(totals.input_tokens + totals.output_tokens)}
      </Total>
      <Total label={t('figures.p50')} note={t('totals.p95', { p95: duration(totals.p95_ms) })}>
        {duration(totals.p50_ms)}
      </Total>
      <Total label={t('figures.p50_first')} note={t('totals.p95', { p95: duration(totals.p95_first_token_ms) })}>
        {duration(totals.p50_first_token_ms)}
      </Total>
      <Total label={t('figures.cost')} note={totals.cost_usd === 0 ? t('totals.free') : t('totals.paid')}>
        <span className="mr-0.5 text-base text-muted">$</span>
        {formatDollars(totals.cost_usd, language)}
      </Total>
    </dl>
  );
}

function Total({ label, note, children }: { label: string; note: string; children: ReactNode }) {
  return (
    <div className="flex flex-col bg-surface px-4 py-3">
      <dt className="text-sm text-muted">{label}</dt>
      <dd className="text-2xl leading-9 font-semibold tracking-tight tabular-nums">{children}</dd>
      <dd className="text-sm text-muted">{note}</dd>
    </div>
  );
}
