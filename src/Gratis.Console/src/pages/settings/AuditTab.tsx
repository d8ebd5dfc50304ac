import { useInfiniteQuery } from '@tanstack/react-query';
import { History } from 'lucide-react';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { auditActions, auditActors, auditQuery, type AuditEntry } from '@/api/audit';
import { Badge } from '@/ui/Badge';
import { Button } from '@/ui/Button';
import { EmptyState } from '@/ui/EmptyState';
import { ErrorState } from '@/ui/ErrorState';
import { Instant } from '@/ui/Instant';
import { Loading } from '@/ui/Loading';
import { Panel } from '@/ui/Panel';

/** What was done, newest first. */
export function AuditTab() {
  const { t } = useTranslation('settings');
  const query = useInfiniteQuery(auditQuery);
  const entries = useMemo(() => query.data?.pages.flatMap((page) => page.data), [query.data]);
  return (
    <Panel title={t('audit.title')} isFlush>
      {entries === undefined ? (
        query.isError ? (
          <ErrorState error={query.error} retry={() => void query.refetch()} />
        ) : (
          <Loading />
        )
      ) : entries.length === 0 ? (
        <EmptyState icon={History} title={t('audit.none')} />
      ) : (
        <ol aria-label={t('audit.title')} className="divide-y divide-line">
          {entries.map((entry) => (
            <AuditRow key={entry.id} entry={entry} />
          ))}
        </ol>
      )}
      {query.hasNextPage && (
        <div className="border-t border-line px-2 py-1.5">
          <Button look="quiet" isBusy={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
            {t('audit.more')}
          </Button>
        </div>
      )}
    </Panel>
  );
}

function AuditRow({ entry }: { entry: AuditEntry }) {
  const { t } = useTranslation('settings');
  const action = auditActions.find((one) => one === entry.action);
  const who = auditActors.find((one) => one === entry.who);
  const isRefused = entry.status !== null && entry.status >= 400;
  return (
    <li className="px-4 py-2.5">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <Badge tone={isRefused ? 'bad' : 'neutral'}>{action ? t(`audit.actions.${action}`) : entry.action}</Badge>
        {isRefused && <span className="text-sm text-bad">{t('audit.refused', { status: entry.status })}</span>}
        <span className="min-w-0 font-mono text-sm break-all">
          {[entry.method, entry.path, entry.target !== null && !entry.path?.includes(entry.target) && entry.target]
            .filter(Boolean)
            .join(' ')}
        </span>
        <span className="ml-auto text-sm text-muted">
          <Instant at={entry.at} />
        </span>
      </div>
      <p className="mt-0.5 text-sm break-words text-muted">
        {who ? t(`audit.who.${who}`) : entry.who}
        {entry.remote !== null && ` · ${entry.remote}`}
        {entry.detail !== null && ` · ${entry.detail}`}
      </p>
    </li>
  );
}
