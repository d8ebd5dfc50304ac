import { useQuery } from '@tanstack/react-query';
import { KeyRound, Plus } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { clientKeysQuery, type IssuedKey } from '@/api/clientKeys';
import { quotasQuery } from '@/api/quotas';
import { usageQuery } from '@/api/usage';
import { Button } from '@/ui/Button';
import { EmptyState } from '@/ui/EmptyState';
import { PageHeader } from '@/ui/PageHeader';
import { Panel } from '@/ui/Panel';
import { QueryState } from '@/ui/QueryState';
import { Switch } from '@/ui/Switch';
import { KeyDialogs, type KeyAction } from './KeyDialogs';
import { KeyRow } from './KeyRow';
import { SecretDialog } from './SecretDialog';

const refresh = { refetchInterval: 15_000 };

/** Who may use the gateway, for what, and how much. */
export default function ClientKeysPage() {
  const { t } = useTranslation('client-keys');
  const keys = useQuery({ ...clientKeysQuery, ...refresh });
  const usage = useQuery({ ...usageQuery('24h', 'client'), ...refresh });
  const quotas = useQuery({ ...quotasQuery, ...refresh });
  const [action, setAction] = useState<KeyAction>();
  const [issued, setIssued] = useState<IssuedKey>();
  const [withRevoked, setWithRevoked] = useState(false);

  const create = (
    <Button look="primary" icon={Plus} onClick={() => setAction({ kind: 'create' })}>
      {t('create.action')}
    </Button>
  );
  return (
    <>
      <PageHeader title={t('title')} about={t('about')} actions={create} />
      <Panel
        isFlush
        title={t('list')}
        aside={<Switch label={t('show_revoked')} isOn={withRevoked} onChange={setWithRevoked} />}
      >
        <QueryState query={keys}>
          {(all) => {
            const shown = all.filter((key) => withRevoked || key.revoked_at === null);
            if (shown.length === 0)
              return (
                <EmptyState icon={KeyRound} title={t('none')}>
                  <p className="max-w-prose">{t('none_about')}</p>
                </EmptyState>
              );
            return (
              <ul aria-label={t('list')} className="divide-y divide-line">
                {shown.map((key) => (
                  <KeyRow
                    key={key.id ?? `config ${key.name}`}
                    clientKey={key}
                    usage={usage.data?.rows.find((row) => row.key === key.name)}
                    pools={quotas.data?.filter((pool) => pool.client === key.name) ?? []}
                    onAction={setAction}
                  />
                ))}
              </ul>
            );
          }}
        </QueryState>
      </Panel>
      {action && <KeyDialogs action={action} onClose={() => setAction(undefined)} onIssued={setIssued} />}
      {issued && <SecretDialog issued={issued} onClose={() => setIssued(undefined)} />}
    </>
  );
}
