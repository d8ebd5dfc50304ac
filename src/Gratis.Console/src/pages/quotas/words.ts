import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { QuotaPool } from '@/api/quotas';
import { formatCompact, formatDollars } from '@/ui/format';

const windows = ['second', 'minute', 'hour', 'day', 'week', 'month', 'lifetime'] as const;
type KnownWindow = (typeof windows)[number];

const isKnown = (window: string): window is KnownWindow => (windows as readonly string[]).includes(window);

/** What a pool limits, in words. */
export function useWords() {
  const { t, i18n } = useTranslation('quotas');
  return useMemo(
    () => ({
      /** `Requests / day`. */
      kind: ({ metric, window }: QuotaPool): string =>
        window === null
          ? t(`metric.${metric}`)
          : t('kind', { metric: t(`metric.${metric}`), window: isKnown(window) ? t(`window.${window}`) : window }),
      models: ({ models, client, scope }: QuotaPool): string =>
        client ?? (models.length > 0 ? models.join(', ') : t(`scope.${scope}`)),
      amount: ({ metric }: QuotaPool, value: number): string =>
        metric === 'usd' || metric === 'credits'
          ? `$${formatDollars(value, i18n.language)}`
          : formatCompact(value, i18n.language),
    }),
    [t, i18n.language],
  );
}
