import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'wouter';
import { usageColumns, usageQuery, usageRanges, type UsageColumn } from '@/api/usage';
import { Choice } from '@/ui/Choice';
import { Select } from '@/ui/Field';
import { PageHeader } from '@/ui/PageHeader';
import { Panel } from '@/ui/Panel';
import { QueryState } from '@/ui/QueryState';
import { Totals } from './Totals';
import { UsageCharts } from './UsageCharts';
import { UsageTable } from './UsageTable';

/** What requests added up to: over time, and by whom. */
export default function UsagePage() {
  const { t } = useTranslation('usage');
  const [address, setAddress] = useSearchParams();
  const range = usageRanges.find((one) => one === address.get('range')) ?? '24h';
  const by = usageColumns.find((one) => one === address.get('by')) ?? 'model';
  const query = useQuery({ ...usageQuery(range, by), refetchInterval: 60_000 });
  return (
    <>
      <PageHeader
        title={t('title')}
        about={t('about')}
        actions={
          <Choice
            label={t('range.label')}
            isLabelHidden
            value={range}
            options={usageRanges.map((value) => ({ value, label: t(`range.${value}`) }))}
            onChange={(value) => setAddress({ range: value, by }, { replace: true })}
          />
        }
      />
      <QueryState query={query}>
        {(usage) => (
          <div className="flex flex-col gap-4" aria-busy={query.isPlaceholderData}>
            <Totals totals={usage.totals} />
            <UsageCharts series={usage.series} step={usage.step} />
            <Panel
              title={t('table.title')}
              isFlush
              aside={
                <Select<UsageColumn>
                  label={t('by.label')}
                  isLabelHidden
                  value={by}
                  options={usageColumns.map((value) => ({ value, label: t(`by.${value}`) }))}
                  onChange={(value) => setAddress({ range, by: value }, { replace: true })}
                />
              }
            >
              <UsageTable usage={usage} />
            </Panel>
          </div>
        )}
      </QueryState>
    </>
  );
}
