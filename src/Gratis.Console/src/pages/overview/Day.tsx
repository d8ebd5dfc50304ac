import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { UsageStep } from '@/api/usage';
import type { Series } from '@/ui/Chart';
import { LazyChart } from '@/ui/LazyChart';

/** Requests of the last day, and how many of them failed. */
export function Day({ steps }: { steps: readonly UsageStep[] }) {
  const { t } = useTranslation('overview');
  const { at, series } = useMemo(() => {
    const lines: Series[] = [
      { label: t('day.served'), values: steps.map((step) => step.served), tone: 'accent', isFilled: true },
      { label: t('day.failed'), values: steps.map((step) => step.failed), tone: 'bad' },
    ];
    return { at: steps.map((step) => step.at), series: lines };
  }, [steps, t]);
  return <LazyChart label={t('day.label')} at={at} series={series} height={150} />;
}
