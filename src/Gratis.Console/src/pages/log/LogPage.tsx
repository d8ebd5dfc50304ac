import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { FileJson, FileSpreadsheet, RotateCw } from 'lucide-react';
import { useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Route, useLocation, useSearchParams } from 'wouter';
import { exportAddress, requestPagesQuery } from '@/api/requests';
import { Button, DownloadLink } from '@/ui/Button';
import { PageHeader } from '@/ui/PageHeader';
import { Panel } from '@/ui/Panel';
import { QueryState } from '@/ui/QueryState';
import { afterPages, filterFrom, seenIn } from './filter';
import { FilterBar } from './FilterBar';
import { LogEnd } from './LogEnd';
import { RequestPanel } from './RequestPanel';
import { RequestTable } from './RequestTable';

/** What became of requests, as far back as the log goes. */
export default function LogPage() {
  const { t } = useTranslation('log');
  const [address, setAddress] = useSearchParams();
  const [, navigate] = useLocation();
  const client = useQueryClient();
  const search = address.toString();
  const filter = useMemo(() => filterFrom(new URLSearchParams(search)), [search]);
  const pagesQuery = useMemo(() => requestPagesQuery(filter), [filter]);
  const query = useInfiniteQuery({ ...pagesQuery, refetchOnWindowFocus: false });
  const { data, fetchNextPage, isFetching } = query;

  const requests = useMemo(() => data?.pages.flatMap((page) => page.requests) ?? [], [data]);
  const seen = useMemo(() => seenIn(requests), [requests]);
  const after = data ? afterPages(data.pages) : 'end';
  const mayFetch = after === 'more' && !isFetching && !query.isError;
  const fetchMore = useCallback(() => {
    if (mayFetch) void fetchNextPage();
  }, [mayFetch, fetchNextPage]);

  return (
    <>
      <PageHeader
        title={t('title')}
        about={t('about')}
        actions={
          <>
            <Button
              icon={RotateCw}
              isBusy={isFetching && !query.isFetchingNextPage}
              onClick={() => void client.resetQueries({ queryKey: pagesQuery.queryKey })}
            >
              {t('refresh')}
            </Button>
            <DownloadLink icon={FileSpreadsheet} href={exportAddress(filter, 'csv')}>
              {t('export.csv')}
            </DownloadLink>
            <DownloadLink icon={FileJson} href={exportAddress(filter, 'json')}>
              {t('export.json')}
            </DownloadLink>
          </>
        }
      />
      <Panel title={t('requests')} isFlush>
        <div className="border-b border-line">
          <FilterBar key={search} filter={filter} seen={seen} onFilter={(next) => setAddress(next)} />
        </div>
        <QueryState query={query}>
          {() => (
            <>
              <RequestTable requests={requests} isFiltered={search !== ''} onNearEnd={fetchMore} />
              <LogEnd query={query} after={after} count={requests.length} />
            </>
          )}
        </QueryState>
      </Panel>
      <Route path="/log/:id">
        {({ id }) => <RequestPanel id={id} onClose={() => navigate(`/log${search && `?${search}`}`)} />}
      </Route>
    </>
  );
}
