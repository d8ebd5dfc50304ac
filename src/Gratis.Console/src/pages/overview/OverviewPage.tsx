import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { diagnosisQuery } from '@/api/diagnosis';
import { discoveryQuery } from '@/api/discovery';
import { providersQuery } from '@/api/providers';
import { quotasQuery } from '@/api/quotas';
import { requestsQuery } from '@/api/requests';
import { PageHeader } from '@/ui/PageHeader';
import { Panel } from '@/ui/Panel';
import { QueryState } from '@/ui/QueryState';
import { CapacityTable } from './CapacityTable';
import { Changes } from './Changes';
import { DegradedList } from './DegradedList';
import { Figures } from './Figures';

const refresh = { refetchInterval: 10_000 };

/** What works, what is spent, when it comes back, what changed. */
export default function OverviewPage() {
  const { t } = useTranslation('overview');
  const quotas = useQuery({ ...quotasQuery, ...refresh });
  const providers = useQuery({ ...providersQuery, ...refresh });
  const requests = useQuery({ ...requestsQuery, ...refresh });
  const diagnosis = useQuery({ ...diagnosisQuery, refetchInterval: 60_000 });
  const discovery = useQuery({ ...discoveryQuery, refetchInterval: 60_000 });
  return (
    <>
      <PageHeader title={t('title')} />
      <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-4 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
        <Figures quotas={quotas} providers={providers} requests={requests} />
        <Panel title={t('capacity.title')} isFlush>
          <QueryState query={quotas}>{(pools) => <CapacityTable pools={pools} />}</QueryState>
        </Panel>
        <div className="flex flex-col gap-4">
          <Panel title={t('degraded.title')} isFlush>
            <QueryState query={providers}>{(all) => <DegradedList providers={all} />}</QueryState>
          </Panel>
          <Panel title={t('changes.title')} isFlush>
            <QueryState query={diagnosis}>
              {(report) => <Changes suggestions={report.suggestions} news={discovery.data?.news ?? []} />}
            </QueryState>
          </Panel>
        </div>
      </div>
    </>
  );
}
