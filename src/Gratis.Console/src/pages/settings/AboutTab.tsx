import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { logHealthQuery, readinessQuery } from '@/api/health';
import { sessionQuery } from '@/api/session';
import { hasPage } from '@/pages/find';
import { Badge } from '@/ui/Badge';
import { formatNumber } from '@/ui/format';
import { Panel } from '@/ui/Panel';
import { QueryState } from '@/ui/QueryState';
import { formatBytes } from './bytes';

const refresh = { refetchInterval: 15_000 };

/** Which version runs, whether it is well, and how it stands with its log. */
export function AboutTab() {
  const { t, i18n } = useTranslation('settings');
  const session = useQuery(sessionQuery);
  const readiness = useQuery({ ...readinessQuery, ...refresh });
  const log = useQuery({ ...logHealthQuery, ...refresh });
  const count = (value: number | undefined) => (value === undefined ? '–' : formatNumber(value, i18n.language));
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-4 lg:grid-cols-2">
      <Panel title={t('about.gateway')}>
        <QueryState query={readiness}>
          {(state) => (
            <Facts>
              <Fact label={t('about.version')}>{session.data?.version ?? '–'}</Fact>
              <Fact label={t('about.health')}>
                <Badge tone={state.status === 'ready' ? 'good' : 'bad'}>
                  {state.status === 'ready' ? t('about.ready') : t('about.not_ready')}
                </Badge>
              </Fact>
              <Fact label={t('about.providers')}>{count(state.providers)}</Fact>
              <Fact label={t('about.routes')}>{count(state.routes)}</Fact>
              {state.config_ok !== undefined && (
                <Fact label={t('about.config')}>
                  <Badge tone={state.config_ok ? 'good' : 'bad'}>
                    {state.config_ok ? t('about.config_ok') : t('about.config_bad')}
                  </Badge>
                </Fact>
              )}
            </Facts>
          )}
        </QueryState>
      </Panel>
      <Panel title={t('about.log')} aside={hasPage('/log') && <Link href="/log">{t('about.open_log')}</Link>}>
        <QueryState query={log}>
          {(state) => (
            <>
              <Facts>
                <Fact label={t('about.bytes')}>{formatBytes(state.bytes, i18n.language)}</Fact>
                <Fact label={t('about.dropped')}>
                  {state.dropped === 0 ? '0' : <Badge tone="warn">{count(state.dropped)}</Badge>}
                </Fact>
              </Facts>
              {state.problem !== null && (
                <p role="alert" className="mt-3 break-words text-bad">
                  {state.problem}
                </p>
              )}
            </>
          )}
        </QueryState>
      </Panel>
    </div>
  );
}

const Facts = ({ children }: { children: ReactNode }) => (
  <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-6 gap-y-2">{children}</dl>
);

const Fact = ({ label, children }: { label: string; children: ReactNode }) => (
  <>
    <dt className="text-muted">{label}</dt>
    <dd className="break-words tabular-nums">{children}</dd>
  </>
);
