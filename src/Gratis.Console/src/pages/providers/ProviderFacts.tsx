import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { KnownProvider } from '@/api/knownProviders';
import { formatInstant } from '@/ui/format';
import { isOwn } from './filter';
import { webAddress } from './SignUpLink';
import { useRegionName } from './useRegionName';

/** What is known of a provider, and on whose word. */
export function ProviderFacts({ provider }: { provider: KnownProvider }) {
  const { t, i18n } = useTranslation('providers');
  const regionName = useRegionName();
  const { needs, data_policy: policy, evidence } = provider;
  const home = webAddress(provider.home);
  const unknown = <span className="text-muted">{t('unknown')}</span>;
  const yesNo = (answer: boolean | null) => (answer === null ? unknown : answer ? t('yes') : t('no'));
  return (
    <dl className="grid gap-x-6 gap-y-3 sm:grid-cols-[9rem_minmax(0,1fr)]">
      <Fact name={t('facts.free')}>{provider.free_models}</Fact>
      {provider.limits.length > 0 && (
        <Fact name={t('facts.limits')}>
          <ul className="flex flex-col gap-0.5">
            {provider.limits.map((limit) => (
              <li key={limit}>{limit}</li>
            ))}
          </ul>
        </Fact>
      )}
      {provider.note !== null && <Fact name={t('facts.note')}>{provider.note}</Fact>}
      {provider.permanence !== null && (
        <Fact name={t('facts.permanence')}>{t(`permanence.${provider.permanence}`)}</Fact>
      )}
      <Fact name={t('facts.trains')}>
        {yesNo(policy.trains)}
        {policy.note !== null && <span className="block text-sm text-muted">{policy.note}</span>}
      </Fact>
      {!isOwn(provider) && !provider.local && (
        <>
          <Fact name={t('facts.phone')}>{yesNo(needs.phone)}</Fact>
          <Fact name={t('facts.card')}>{yesNo(needs.card)}</Fact>
          {needs.other !== null && <Fact name={t('facts.other')}>{needs.other}</Fact>}
        </>
      )}
      <Fact name={t('facts.region')}>{provider.region === null ? unknown : regionName(provider.region)}</Fact>
      {provider.known_models > 0 && (
        <Fact name={t('facts.known')}>
          {t('facts.known_models', { count: provider.known_models, free: provider.known_free_models })}
        </Fact>
      )}
      <Variables name={t('facts.variables')} values={provider.environment_variables} />
      <Variables name={t('facts.address')} values={provider.address_variables} />
      {home !== null && (
        <Fact name={t('facts.home')}>
          <a href={home} target="_blank" rel="noopener noreferrer">
            {home}
          </a>
        </Fact>
      )}
      {evidence && (
        <Fact name={t('facts.evidence')}>
          {t('facts.as_of', {
            day: formatDay(evidence.at, i18n.language),
            percent: new Intl.NumberFormat(i18n.language, { style: 'percent' }).format(evidence.confidence),
          })}
          <span className="block text-sm text-muted" title={formatInstant(evidence.at, i18n.language)}>
            {evidence.from}
          </span>
        </Fact>
      )}
    </dl>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="contents">
      <dt className="text-sm text-muted max-sm:-mb-3">{name}</dt>
      <dd className="min-w-0 [overflow-wrap:anywhere]">{children}</dd>
    </div>
  );
}

function Variables({ name, values }: { name: string; values: readonly string[] }) {
  if (values.length === 0) return null;
  return (
    <Fact name={name}>
      <ul className="flex flex-col font-mono text-sm">
        {values.map((value) => (
          <li key={value}>{value}</li>
        ))}
      </ul>
    </Fact>
  );
}

const formatDay = (instant: string, language: string) =>
  new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeZone: 'UTC' }).format(new Date(instant));
