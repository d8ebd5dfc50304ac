import { useTranslation } from 'react-i18next';
import { Badge } from '@/ui/Badge';
import { isKnownOutcome, outcomeTone } from './words';

/** What became of a request, in a word. */
export function OutcomeBadge({ outcome }: { outcome: string }) {
  const { t } = useTranslation('log');
  return (
    <Badge tone={outcomeTone(outcome)}>
      <span className="max-w-44 truncate">{isKnownOutcome(outcome) ? t(`outcome.${outcome}`) : outcome}</span>
    </Badge>
  );
}
