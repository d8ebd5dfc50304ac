import { CircleCheck, CircleDashed, CircleX } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { isVerdict } from '@/api/verdicts';
import { formatDuration } from '@/ui/format';

export interface TrailStep {
  route: string;
  account?: string | null | undefined;
  /** Null while it is under way. */
  verdict: string | null;
  status?: number | null | undefined;
  ms?: number | null | undefined;
}

/** Every call that a request made, in order, and how each ended. */
export function Trail({ steps }: { steps: readonly TrailStep[] }) {
  const { t, i18n } = useTranslation('log');
  return (
    <ol aria-label={t('trail.label')} className="flex flex-col gap-0.5">
      {steps.map((step, index) => (
        <li key={index} className="flex min-w-0 items-baseline gap-1.5">
          <Mark verdict={step.verdict} />
          <span className="min-w-0 truncate" title={step.account ? `${step.route} (${step.account})` : step.route}>
            {step.route}
          </span>
          <span className="shrink-0 text-sm text-muted">
            {[
              step.verdict === null
                ? t('trail.under_way')
                : isVerdict(step.verdict)
                  ? t(`verdict.${step.verdict}`)
                  : step.verdict,
              step.verdict !== 'served' && step.status ? step.status : '',
              step.ms === null || step.ms === undefined ? '' : formatDuration(step.ms, i18n.language),
            ]
              .filter(Boolean)
              .join(' · ')}
          </span>
        </li>
      ))}
    </ol>
  );
}

function Mark({ verdict }: { verdict: string | null }) {
  const [Icon, color] =
    verdict === null
      ? [CircleDashed, 'text-muted']
      : verdict === 'served'
        ? [CircleCheck, 'text-good']
        : [CircleX, 'text-bad'];
  return <Icon size={13} aria-hidden className={`shrink-0 self-center ${color}`} />;
}
