import { useQuery } from '@tanstack/react-query';
import { Timer } from 'lucide-react';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { allQuotasQuery, quotasQuery, type QuotaPool } from '@/api/quotas';
import { Choice } from '@/ui/Choice';
import { EmptyState } from '@/ui/EmptyState';
import { FilterRow } from '@/ui/FilterRow';
import { PageHeader } from '@/ui/PageHeader';
import { QueryState } from '@/ui/QueryState';
import { LimitsDialog } from './LimitsDialog';
import { PoolGroupPanel } from './PoolGroupPanel';
import { PoolPanel } from './PoolPanel';
import { groupings, groupsOf, matching, shows, type Grouping, type Show } from './pools';

/** More pools than this begin folded: who has hundreds looks for one. */
const mostUnfolded = 200;

/** Everything that is spent together: how much of it, and when it comes back. */
export default function QuotasPage() {
  const { t } = useTranslation('quotas');
  const [show, setShow] = useState<Show>('binding');
  const [by, setBy] = useState<Grouping>('provider');
  const [text, setText] = useState('');
  const [opened, setOpened] = useState<string | null>(null);
  const [edited, setEdited] = useState<string | null>(null);
  const query = useQuery({ ...(show === 'all' ? allQuotasQuery : quotasQuery), refetchInterval: 10_000 });
  const pool = query.data?.find((one) => one.id === opened);
  return (
    <>
      <PageHeader
        title={t('title')}
        about={t('about')}
        actions={
          <Choice
            label={t('group.label')}
            isLabelHidden
            value={by}
            options={groupings.map((value) => ({ value, label: t(`group.${value}`) }))}
            onChange={setBy}
          />
        }
      />
      <FilterRow
        searchLabel={t('filter.text')}
        text={text}
        onText={setText}
        showLabel={t('filter.show')}
        show={show}
        shows={shows.map((value) => ({ value, label: t(`show.${value}`) }))}
        onShow={setShow}
        className="mb-4"
      />
      <QueryState query={query}>
        {(pools) => <Groups pools={pools} show={show} text={text} by={by} onOpen={setOpened} onEdit={setEdited} />}
      </QueryState>
      {pool && (
        <PoolPanel
          pool={pool}
          onClose={() => setOpened(null)}
          onEdit={(provider) => {
            setOpened(null);
            setEdited(provider);
          }}
        />
      )}
      {edited !== null && <LimitsDialog provider={edited} onClose={() => setEdited(null)} />}
    </>
  );
}

interface GroupsProps {
  pools: readonly QuotaPool[];
  show: Show;
  text: string;
  by: Grouping;
  onOpen: (id: string) => void;
  onEdit: (provider: string) => void;
}

function Groups({ pools, show, text, by, onOpen, onEdit }: GroupsProps) {
  const { t } = useTranslation('quotas');
  const groups = useMemo(() => groupsOf(matching(pools, show, text), by), [pools, show, text, by]);
  if (groups.length === 0)
    return (
      <EmptyState icon={Timer} title={pools.length === 0 ? t('none') : t('none_match')}>
        {pools.length === 0 && <p>{t('none_hint')}</p>}
      </EmptyState>
    );
  const isFolded = groups.reduce((sum, group) => sum + group.pools.length, 0) > mostUnfolded;
  return (
    <div className="flex flex-col gap-4">
      {groups.map((group) => (
        <PoolGroupPanel
          key={`${by} ${isFolded} ${group.key}`}
          group={group}
          isFolded={isFolded}
          onOpen={onOpen}
          onEdit={onEdit}
        />
      ))}
    </div>
  );
}
