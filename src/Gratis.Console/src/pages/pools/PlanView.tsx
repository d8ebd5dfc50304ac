import { useTranslation } from 'react-i18next';
import type { Candidate, Plan, Rejected } from '@/api/explain';
import { Badge } from '@/ui/Badge';
import { Countdown } from '@/ui/Countdown';
import { EmptyState } from '@/ui/EmptyState';
import { formatNumber } from '@/ui/format';
import { More } from '@/ui/More';
import { Panel } from '@/ui/Panel';
import { RouteLink } from './Candidates';

/** Who would be asked, in which order and why; who would not, why, and until when. */
export function PlanView({ plan }: { plan: Plan }) {
  const { t } = useTranslation('pools');
  return (
    <>
      <Panel title={t('explain.candidates', { count: plan.candidates.length })} isFlush>
        <Needs plan={plan} />
        {plan.candidates.length === 0 ? (
          <EmptyState title={t('explain.nobody')} />
        ) : (
          <More items={plan.candidates} size={25}>
            {(shown) => (
              <ol
                aria-label={t('explain.candidates', { count: plan.candidates.length })}
                className="divide-y divide-line"
              >
                {shown.map((one, index) => (
                  <CandidateRow key={`${one.route} ${one.account}`} candidate={one} place={index + 1} />
                ))}
              </ol>
            )}
          </More>
        )}
      </Panel>
      <Panel title={t('explain.rejected', { count: plan.rejected.length })} isFlush>
        {plan.rejected.length === 0 ? (
          <p className="px-4 py-3 text-muted">{t('explain.none_rejected')}</p>
        ) : (
          <More items={plan.rejected} size={25}>
            {(shown) => (
              <ul aria-label={t('explain.rejected', { count: plan.rejected.length })} className="divide-y divide-line">
                {shown.map((one) => (
                  <RejectedRow key={`${one.route} ${one.account ?? ''} ${one.reason}`} rejected={one} />
                ))}
              </ul>
            )}
          </More>
        )}
      </Panel>
    </>
  );
}

function Needs({ plan }: { plan: Plan }) {
  const { t, i18n } = useTranslation('pools');
  const { needs } = plan;
  const words = [
    t('explain.stands_for', { model: plan.model, target: t(`target_kind.${plan.target}`) }),
    plan.tier !== null && t('explain.tier', { tier: plan.tier }),
    needs.capabilities.length > 0 && t('explain.needs', { what: needs.capabilities.join(', ') }),
    needs.preferred.length > 0 && t('explain.prefers', { what: needs.preferred.join(', ') }),
    needs.wishes && needs.wishes.length > 0 && t('explain.wishes', { what: needs.wishes.join(', ') }),
    t('explain.tokens', {
      input: formatNumber(needs.input_tokens, i18n.language),
      output: formatNumber(needs.output_tokens, i18n.language),
    }),
  ].filter((word) => typeof word === 'string');
  return <p className="border-b border-line bg-sunken px-4 py-2 text-sm break-words text-muted">{words.join(' · ')}</p>;
}

function CandidateRow({ candidate, place }: { candidate: Candidate; place: number }) {
  const { t, i18n } = useTranslation('pools');
  return (
    <li className="flex gap-3 px-4 py-2.5">
      <span className="w-6 shrink-0 text-right text-muted tabular-nums">{place}</span>
      <div className="min-w-0 flex-1">
        <p className="flex flex-wrap items-baseline justify-between gap-x-3">
          <span className="min-w-0 font-medium break-all">
            <RouteLink id={candidate.route} />
          </span>
          <span className="text-sm text-muted tabular-nums">
            {t('explain.score', { points: formatNumber(candidate.score, i18n.language) })}
          </span>
        </p>
        <ul className="mt-0.5 text-sm text-muted">
          {candidate.reasons.map((reason) => (
            <li key={reason} className="break-words">
              {reason}
            </li>
          ))}
        </ul>
      </div>
    </li>
  );
}

const reasons = ['kind', 'capability', 'unwanted', 'closed', 'busy', 'too_small', 'unusable'] as const;

function RejectedRow({ rejected }: { rejected: Rejected }) {
  const { t } = useTranslation('pools');
  const reason = reasons.find((one) => one === rejected.reason);
  return (
    <li className="px-4 py-2.5">
      <p className="flex flex-wrap items-center gap-x-2 gap-y-1">
        <Badge tone={rejected.until === null ? 'neutral' : 'warn'}>
          {reason ? t(`rejected.${reason}`) : rejected.reason}
        </Badge>
        <span className="min-w-0 flex-1 break-all">
          <RouteLink id={rejected.route} />
        </span>
        {rejected.until !== null && (
          <span className="text-sm text-muted">
            {t('explain.until')} <Countdown until={rejected.until} />
          </span>
        )}
      </p>
      {(rejected.detail ?? rejected.account) !== null && (
        <p className="mt-0.5 text-sm break-words text-muted">
          {[rejected.account, rejected.detail].filter(Boolean).join(' · ')}
        </p>
      )}
    </li>
  );
}
