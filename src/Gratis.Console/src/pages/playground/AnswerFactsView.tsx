import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { isVerdict } from '@/api/verdicts';
import { hasPage } from '@/pages/find';
import { Badge } from '@/ui/Badge';
import { formatDollars, formatDuration, formatNumber } from '@/ui/format';
import type { Answer } from './conversation';

/** Route, times, tokens, cost and trail: what the gateway says of this answer. */
export function AnswerFactsView({ answer }: { answer: Answer }) {
  const { t, i18n } = useTranslation('playground');
  const { facts, inputTokens, outputTokens, firstTokenMs, ms } = answer;
  const tokens = (count: number | null) => (count === null ? '–' : formatNumber(count, i18n.language));
  return (
    <div className="text-sm text-muted">
      <dl className="flex flex-wrap gap-x-4 gap-y-1">
        {facts.route && <Fact label={t('facts.route')}>{facts.route}</Fact>}
        {firstTokenMs !== null && (
          <Fact label={t('facts.first_token')}>{formatDuration(firstTokenMs, i18n.language)}</Fact>
        )}
        {ms !== null && <Fact label={t('facts.took')}>{formatDuration(ms, i18n.language)}</Fact>}
        {(inputTokens !== null || outputTokens !== null) && (
          <Fact label={t('facts.tokens')}>
            {t('facts.in_out', { input: tokens(inputTokens), output: tokens(outputTokens) })}
          </Fact>
        )}
        {typeof facts.costUsd === 'number' && (
          <Fact label={t('facts.cost')}>${formatDollars(facts.costUsd, i18n.language)}</Fact>
        )}
        {facts.spill && <Fact label={t('facts.spill')}>{facts.spill}</Fact>}
        {facts.tier && <Fact label={t('facts.tier')}>{facts.tier}</Fact>}
        {facts.dropped && <Fact label={t('facts.dropped')}>{facts.dropped}</Fact>}
        {facts.isSchemaPrompted && <Fact label={t('facts.schema')}>{t('facts.prompted')}</Fact>}
        {facts.requestId && (
          <Fact label={t('facts.request')}>
            {hasPage('/log') ? (
              <Link href={`/log/${encodeURIComponent(facts.requestId)}`}>{facts.requestId}</Link>
            ) : (
              facts.requestId
            )}
          </Fact>
        )}
      </dl>
      {facts.trail && facts.trail.length > 0 && (
        <details className="mt-1">
          <summary className="cursor-pointer">{t('facts.trail', { count: facts.trail.length })}</summary>
          <ol className="mt-1 flex flex-col gap-1 pl-3">
            {facts.trail.map((step, place) => (
              <li key={place} className="flex min-w-0 items-center gap-2">
                <span className="min-w-0 truncate text-ink">{step.route}</span>
                <Badge tone={step.verdict === 'served' ? 'good' : 'warn'}>
                  {isVerdict(step.verdict) ? t(`verdict.${step.verdict}`) : step.verdict}
                </Badge>
              </li>
            ))}
          </ol>
        </details>
      )}
    </div>
  );
}

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="flex min-w-0 gap-1.5">
      <dt className="shrink-0">{label}</dt>
      <dd className="min-w-0 break-all text-ink tabular-nums">{children}</dd>
    </div>
  );
}
