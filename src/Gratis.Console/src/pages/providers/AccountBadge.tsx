import { useTranslation } from 'react-i18next';
import type { KnownProvider } from '@/api/knownProviders';
import { Badge } from '@/ui/Badge';
import { HealthBadge } from '@/ui/HealthBadge';

type State = KnownProvider['status']['state'];

/** How an account or a provider stands, in a word: the health of its routes, or why it does not serve at all. */
export function AccountBadge({ state }: { state: State }) {
  const { t } = useTranslation('providers');
  switch (state) {
    case 'not_configured':
    case 'disabled':
    case 'not_in_use':
      return <Badge>{t(`state.${state}`)}</Badge>;
    case 'duplicate':
    case 'incomplete':
      return <Badge tone="warn">{t(`state.${state}`)}</Badge>;
    case 'unreadable':
    case 'unknown_provider':
      return <Badge tone="bad">{t(`state.${state}`)}</Badge>;
    default:
      return <HealthBadge health={state} />;
  }
}
