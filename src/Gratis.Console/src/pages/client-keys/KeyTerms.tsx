import { useTranslation } from 'react-i18next';
import { limitNames, type ClientTerms } from '@/api/clientKeys';
import { Badge } from '@/ui/Badge';
import { formatCompact, formatDollars } from '@/ui/format';

/** What a key may do, where something is said about it. */
export function KeyTerms({ terms }: { terms: ClientTerms }) {
  const { t, i18n } = useTranslation('client-keys');
  const said = [
    ...limitNames.flatMap((name) => {
      const limit = terms.limits[name];
      return limit === null ? [] : [t(`brief.${name}`, { amount: formatCompact(limit, i18n.language) })];
    }),
    terms.daily_budget_usd !== null && t('brief.day', { usd: formatDollars(terms.daily_budget_usd, i18n.language) }),
    terms.monthly_budget_usd !== null &&
      t('brief.month', { usd: formatDollars(terms.monthly_budget_usd, i18n.language) }),
    terms.models.length > 0 && t('brief.models', { names: list(terms.models) }),
    terms.providers.length > 0 && t('brief.providers', { names: list(terms.providers) }),
    terms.avoid_providers.length > 0 && t('brief.avoid_providers', { names: list(terms.avoid_providers) }),
    terms.regions.length > 0 && t('brief.regions', { names: list(terms.regions) }),
    terms.avoid_regions.length > 0 && t('brief.avoid_regions', { names: list(terms.avoid_regions) }),
    terms.privacy === 'no_training' && t('privacy.no_training'),
    terms.priority === 'background' && t('priority.background'),
    terms.sticky !== null && (terms.sticky ? t('sticky.always') : t('sticky.never')),
    terms.max_wait_seconds !== null && t('brief.wait', { seconds: terms.max_wait_seconds }),
  ].filter((one) => one !== false);
  return (
    <ul className="flex min-w-0 flex-wrap gap-1">
      {said.length === 0 && (
        <li>
          <Badge>{t('brief.none')}</Badge>
        </li>
      )}
      {said.map((one) => (
        <li
          key={one}
          className="max-w-full truncate rounded border border-line px-1.5 text-xs leading-5 text-muted"
          title={one}
        >
          {one}
        </li>
      ))}
    </ul>
  );
}

const list = (names: readonly string[]) => names.join(', ');
