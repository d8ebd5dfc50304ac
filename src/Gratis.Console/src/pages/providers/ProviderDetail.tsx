import { useQuery } from '@tanstack/react-query';
import { ArrowLeft, KeyRound } from 'lucide-react';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { accountsQuery } from '@/api/accounts';
import { knownProvidersQuery, type KnownProvider } from '@/api/knownProviders';
import { routesQuery } from '@/api/routes';
import { Button } from '@/ui/Button';
import { Countdown } from '@/ui/Countdown';
import { EmptyState } from '@/ui/EmptyState';
import { PageHeader } from '@/ui/PageHeader';
import { Panel } from '@/ui/Panel';
import { QueryState } from '@/ui/QueryState';
import { AccountBadge } from './AccountBadge';
import { AccountList } from './AccountList';
import { AddKeyDialog } from './AddKeyDialog';
import { ProviderActions } from './ProviderActions';
import { ProviderFacts } from './ProviderFacts';
import { ProviderModels } from './ProviderModels';
import { SignUpLink } from './SignUpLink';

/** One provider: what it gives, your keys, its models. */
export function ProviderDetail({ id }: { id: string }) {
  const { t } = useTranslation('providers');
  const providers = useQuery({ ...knownProvidersQuery, refetchInterval: 15_000 });
  return (
    <>
      <Link href="/providers" className="mb-3 inline-flex items-center gap-1.5 text-sm">
        <ArrowLeft size={14} aria-hidden />
        {t('all')}
      </Link>
      <QueryState query={providers}>
        {(all) => {
          const provider = all.find((one) => one.id === id);
          return provider ? <Known provider={provider} /> : <EmptyState title={t('unknown_provider', { id })} />;
        }}
      </QueryState>
    </>
  );
}

function Known({ provider }: { provider: KnownProvider }) {
  const { t } = useTranslation('providers');
  const accounts = useQuery(accountsQuery);
  const routes = useQuery(routesQuery);
  const [isAdding, setAdding] = useState(false);
  const models = useMemo(
    () => routes.data?.filter((route) => route.provider === provider.id) ?? [],
    [routes.data, provider.id],
  );
  return (
    <>
      <PageHeader
        title={provider.name}
        about={
          <span className="flex flex-wrap items-center gap-2">
            <AccountBadge state={provider.status.state} />
            {provider.status.until !== null && <Countdown until={provider.status.until} />}
            <span className="min-w-0 break-words">{provider.status.reason}</span>
          </span>
        }
        actions={
          <>
            <ProviderActions provider={provider} />
            <Button look="primary" icon={KeyRound} onClick={() => setAdding(true)}>
              {t('add.action')}
            </Button>
          </>
        }
      />
      <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-4 lg:grid-cols-2">
        <div className="flex flex-col gap-4">
          <Panel title={t('keys')} isFlush>
            <QueryState query={accounts}>
              {(all) => (
                <AccountList
                  accounts={all.filter((one) => one.provider === provider.id)}
                  empty={provider.needs_key ? t('no_key_here') : t('no_key_needed')}
                >
                  <SignUpLink provider={provider} />
                </AccountList>
              )}
            </QueryState>
          </Panel>
          <Panel title={t('models.title')} isFlush>
            <QueryState query={routes}>{() => <ProviderModels routes={models} />}</QueryState>
          </Panel>
        </div>
        <Panel title={t('facts.title')} aside={<SignUpLink provider={provider} />}>
          <ProviderFacts provider={provider} />
        </Panel>
      </div>
      {isAdding && <AddKeyDialog provider={provider.id} onClose={() => setAdding(false)} />}
    </>
  );
}
