import { useQuery } from '@tanstack/react-query';
import { KeyRound, Plus } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { accountsQuery } from '@/api/accounts';
import { knownProvidersQuery } from '@/api/knownProviders';
import { Button } from '@/ui/Button';
import { PageHeader } from '@/ui/PageHeader';
import { Panel } from '@/ui/Panel';
import { QueryState } from '@/ui/QueryState';
import { Tabs } from '@/ui/Tabs';
import { AccountList } from './AccountList';
import { AddKeyDialog } from './AddKeyDialog';
import { CustomDialog } from './CustomDialog';
import { LocalServers } from './LocalServers';
import { ProviderList } from './ProviderList';

const refresh = { refetchInterval: 15_000 };

type View = 'providers' | 'keys' | 'local';

/** Whose free tiers there are, which of them are yours, and the keys to them. */
export function ProviderOverview() {
  const { t } = useTranslation('providers');
  const providers = useQuery({ ...knownProvidersQuery, ...refresh });
  const accounts = useQuery({ ...accountsQuery, ...refresh });
  const [view, setView] = useState<View>('providers');
  const [adding, setAdding] = useState<{ provider: string | null }>();
  const [isDescribing, setDescribing] = useState(false);
  const addKey = (provider: string | null) => setAdding({ provider });

  return (
    <>
      <PageHeader
        title={t('title')}
        about={t('about')}
        actions={
          <>
            <Button icon={Plus} onClick={() => setDescribing(true)}>
              {t('custom.add')}
            </Button>
            <Button look="primary" icon={KeyRound} onClick={() => addKey(null)}>
              {t('add.action')}
            </Button>
          </>
        }
      />
      <Tabs<View>
        label={t('title')}
        value={view}
        onChange={setView}
        tabs={[
          {
            value: 'providers',
            label: t('tabs.providers'),
            content: (
              <QueryState query={providers}>{(all) => <ProviderList providers={all} onAddKey={addKey} />}</QueryState>
            ),
          },
          {
            value: 'keys',
            label: accounts.data ? t('tabs.keys_count', { count: accounts.data.length }) : t('tabs.keys'),
            content: (
              <Panel title={t('keys')} isFlush>
                <QueryState query={accounts}>
                  {(all) => (
                    <AccountList accounts={all} isMixed empty={t('no_keys')}>
                      <Button icon={KeyRound} onClick={() => addKey(null)}>
                        {t('add.action')}
                      </Button>
                    </AccountList>
                  )}
                </QueryState>
              </Panel>
            ),
          },
          {
            value: 'local',
            label: t('tabs.local'),
            content: (
              <QueryState query={providers}>
                {(all) => <LocalServers providers={all} onDescribe={() => setDescribing(true)} />}
              </QueryState>
            ),
          },
        ]}
      />
      {adding && <AddKeyDialog provider={adding.provider} onClose={() => setAdding(undefined)} />}
      {isDescribing && <CustomDialog isLocal={view === 'local'} onClose={() => setDescribing(false)} />}
    </>
  );
}
