import { useTranslation } from 'react-i18next';
import type { RouteDetails } from '@/api/routes';
import { Fact } from '@/ui/Fact';
import { formatDollars, formatInstant, formatNumber } from '@/ui/format';

/** What is known of it, in figures. */
export function RouteFacts({ route }: { route: RouteDetails }) {
  const { t, i18n } = useTranslation('models');
  const tokens = (value: number | null) =>
    value === null ? t('facts.unknown') : t('facts.tokens', { tokens: formatNumber(value, i18n.language) });
  return (
    <dl className="grid grid-cols-[8.5rem_minmax(0,1fr)] gap-x-3 gap-y-1.5">
      <Fact name={t('facts.provider')}>{route.provider}</Fact>
      {route.display_name !== route.model && <Fact name={t('facts.name')}>{route.display_name}</Fact>}
      <Fact name={t('facts.family')}>{route.family ?? t('facts.unknown')}</Fact>
      <Fact name={t('facts.kind')}>{t(`kind.${route.kind}`)}</Fact>
      <Fact name={t('facts.tier')}>{t(`tier.${route.tier}`)}</Fact>
      <Fact name={t('facts.context')}>{tokens(route.context)}</Fact>
      <Fact name={t('facts.max_output')}>{tokens(route.max_output)}</Fact>
      <Fact name={t('facts.price')}>
        {route.price === null
          ? t('facts.unknown')
          : t('facts.price_of', {
              input: formatDollars(route.price.input, i18n.language),
              output: formatDollars(route.price.output, i18n.language),
            })}
      </Fact>
      {route.released !== null && <Fact name={t('facts.released')}>{day(route.released, i18n.language)}</Fact>}
      {route.expires !== null && <Fact name={t('facts.expires')}>{day(route.expires, i18n.language)}</Fact>}
      {route.missing_since !== null && (
        <Fact name={t('facts.missing_since')}>{formatInstant(route.missing_since, i18n.language)}</Fact>
      )}
    </dl>
  );
}

/** A day is the same everywhere: no time zone moves it. */
const day = (date: string, language: string) =>
  new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeZone: 'UTC' }).format(new Date(`${date}T00:00:00Z`));
