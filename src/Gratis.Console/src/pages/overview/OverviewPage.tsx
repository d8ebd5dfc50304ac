import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { diagnosisQuery } from '@/api/diagnosis';
import { overviewQuery } from '@/api/overview';
import { usageQuery } from '@/api/usage';
import { Loading } from '@/ui/Loading';
import { PageHeader } from '@/ui/PageHeader';
import { Panel } from '@/ui/Panel';
import { QueryState } from '@/ui/QueryState';
import { CapacityTable } from './CapacityTable';
import { Changes } from './Changes';
import { Day } from './Day';
import { DegradedList } from './DegradedList';
import { Figures } from './Figures';
import { LogNote } from './LogNote';

/** What works, what is spent, when it comes back, what changed. */
export default function OverviewPage() {
  const { t } = useTranslation('overview');
  const overview = useQuery({ ...overviewQuery, refetchInterval: 10_000 });
  const usage = useQuery({ ...usageQuery('24h'), refetchInterval: 60_000 });
  const diagnosis = useQuery({ ...diagnosisQuery, refetchInterval: 60_000 });
  return (
    <>
      <PageHeader title={t('title')} />
      <QueryState query={overview}>
        {(now) => (
          <div className="flex flex-col gap-4">
            <LogNote log={now.log} />
            <Figures overview={now} />
            <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-4 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
              <div className="flex min-w-0 flex-col gap-4">
                <Panel title={t('day.title')} aside={<Link href="/usage">{t('day.more')}</Link>}>
                  <QueryState query={usage}>{({ series }) => <Day steps={series} />}</QueryState>
                </Panel>
                <Panel title={t('capacity.title')} isFlush aside={<Link href="/quotas">{t('capacity.more')}</Link>}>
                  <CapacityTable rows={now.capacity.by_provider} />
                </Panel>
              </div>
              <div className="flex min-w-0 flex-col gap-4">
                <Panel title={t('degraded.title')} isFlush>
                  <DegradedList parts={now.degraded} />
                </Panel>
                <Panel
                  title={t('changes.title')}
                  isFlush
                  aside={
                    now.suggestions > 0 && <Link href="/models">{t('changes.decide', { count: now.suggestions })}</Link>
                  }
                >
                  {/* News need no diagnosis: while it comes, or does not, they are shown without what waits. */}
                  {diagnosis.isPending ? (
                    <Loading />
                  ) : (
                    <Changes suggestions={diagnosis.data?.suggestions ?? []} news={now.news} />
                  )}
                </Panel>
              </div>
            </div>
          </div>
        )}
      </QueryState>
    </>
  );
}
