import { useTranslation } from 'react-i18next';
import type { KnownProvider } from '@/api/knownProviders';
import { Badge } from '@/ui/Badge';
import { useRegionName } from './useRegionName';

/** What decides at a glance: what it gives, what it wants for it, where it is. */
export function ProviderMarks({ provider }: { provider: KnownProvider }) {
  const { t } = useTranslation('providers');
  const regionName = useRegionName();
  const { needs, data_policy: policy } = provider;
  return (
    <ul className="flex flex-wrap gap-1">
      <li>{giftOf()}</li>
      {needs.card !== null && !provider.local && (
        <li>
          <Badge tone={needs.card ? 'warn' : 'neutral'}>{needs.card ? t('mark.card') : t('mark.no_card')}</Badge>
        </li>
      )}
      {needs.phone !== null && !provider.local && (
        <li>
          <Badge tone={needs.phone ? 'warn' : 'neutral'}>{needs.phone ? t('mark.phone') : t('mark.no_phone')}</Badge>
        </li>
      )}
      {policy.trains !== null && (
        <li>
          <Badge tone={policy.trains ? 'warn' : 'neutral'}>
            {policy.trains ? t('mark.trains') : t('mark.no_training')}
          </Badge>
        </li>
      )}
      {provider.region !== null && !provider.local && (
        <li>
          <Badge>{regionName(provider.region)}</Badge>
        </li>
      )}
    </ul>
  );

  function giftOf() {
    if (provider.local) return <Badge>{t('mark.local')}</Badge>;
    if (provider.permanence === 'ended') return <Badge tone="bad">{t('permanence.ended')}</Badge>;
    return provider.tier === null ? (
      <Badge>{t('mark.own')}</Badge>
    ) : (
      <Badge tone={provider.tier === 'standing' ? 'good' : 'neutral'}>{t(`tier.${provider.tier}`)}</Badge>
    );
  }
}
