import { useTranslation } from 'react-i18next';
import type { RequestStory } from '@/api/requests';
import { Badge } from '@/ui/Badge';
import { Countdown } from '@/ui/Countdown';
import { formatNumber } from '@/ui/format';
import { Section } from './Section';

/** What the request could have been served by, in order, and what not; and why. */
export function Plan({ request }: { request: RequestStory }) {
  const { t, i18n } = useTranslation('log');
  if (!request.plan_kept)
    return (
      <Section title={t('plan.title')}>
        <p className="text-muted">
          {t('plan.not_kept', {
            candidates: formatNumber(request.candidate_count, i18n.language),
            rejected: formatNumber(request.rejected_count, i18n.language),
          })}
        </p>
      </Section>
    );
  return (
    <>
      <Section title={t('plan.candidates', { count: request.candidate_count })}>
        {request.candidates.length === 0 && <p className="text-muted">{t('plan.no_candidates')}</p>}
        <ol className="flex flex-col gap-2">
          {request.candidates.map((one, index) => (
            <li key={`${one.route} ${one.account ?? ''}`} className="flex min-w-0 gap-2">
              <span className="w-6 shrink-0 text-right text-muted tabular-nums">{index + 1}.</span>
              <div className="min-w-0">
                <Named route={one.route} account={one.account} />
                <p className="text-sm break-words text-muted">
                  {[
                    one.score !== null && t('plan.score', { score: formatNumber(one.score, i18n.language) }),
                    ...one.reasons,
                  ]
                    .filter(Boolean)
                    .join(' · ')}
                </p>
              </div>
            </li>
          ))}
        </ol>
        <Hidden count={request.candidate_count - request.candidates.length} />
      </Section>
      {request.rejected_count > 0 && (
        <Section title={t('plan.rejected', { count: request.rejected_count })}>
          <ul className="flex flex-col gap-2">
            {request.rejected.map((one, index) => (
              <li key={index} className="min-w-0">
                <Named route={one.route} account={one.account} />
                <p className="flex flex-wrap items-baseline gap-x-2 text-sm text-muted">
                  <Badge tone="warn">{one.reason}</Badge>
                  {one.detail !== null && <span className="min-w-0 break-words">{one.detail}</span>}
                  {one.until !== null && <Countdown until={one.until} />}
                </p>
              </li>
            ))}
          </ul>
          <Hidden count={request.rejected_count - request.rejected.length} />
        </Section>
      )}
    </>
  );
}

function Named({ route, account }: { route: string; account: string | null }) {
  return (
    <p className="break-words">
      <span className="font-medium">{route}</span>
      {account !== null && <span className="text-sm text-muted"> · {account}</span>}
    </p>
  );
}

function Hidden({ count }: { count: number }) {
  const { t } = useTranslation('log');
  return count > 0 ? <p className="mt-2 text-sm text-muted">{t('plan.more', { count })}</p> : null;
}
