import { useQuery } from '@tanstack/react-query';
import { Pencil, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { accountsQuery } from '@/api/accounts';
import { configQuery } from '@/api/config';
import type { KnownProvider } from '@/api/knownProviders';
import { Button } from '@/ui/Button';
import { ConfirmDialog } from '@/ui/Dialog';
import { toast } from '@/ui/Toast';
import { CustomDialog } from './CustomDialog';
import { isOwn } from './filter';
import { readList } from './useKeyTests';
import { useProviderConfig } from './useProviderConfig';

/** What can be done with a provider itself: your own are changed and removed, one that needs no key is used or left alone. */
export function ProviderActions({ provider }: { provider: KnownProvider }) {
  if (isOwn(provider)) return <OwnActions provider={provider} />;
  return provider.needs_key ? null : <KeylessActions provider={provider} />;
}

function OwnActions({ provider }: { provider: KnownProvider }) {
  const { t } = useTranslation('providers');
  const [, navigate] = useLocation();
  const [isEditing, setEditing] = useState(false);
  const [isRemoving, setRemoving] = useState(false);
  const sources = useQuery(configQuery).data?.sources;
  const accounts = useQuery(accountsQuery).data ?? [];
  const change = useProviderConfig();

  // What the file describes is changed in the file.
  if (sources?.[`providers.${provider.id}.base_url`]?.layer !== 'api') return null;
  const keys = accounts.filter((one) => one.provider === provider.id && one.source === 'stored').map((one) => one.id);
  return (
    <>
      <Button icon={Pencil} onClick={() => setEditing(true)}>
        {t('custom.edit')}
      </Button>
      <Button look="danger" icon={Trash2} onClick={() => setRemoving(true)}>
        {t('custom.remove')}
      </Button>
      {isEditing && <CustomDialog edited={provider.id} onClose={() => setEditing(false)} />}
      <ConfirmDialog
        isOpen={isRemoving}
        isDangerous
        title={t('custom.remove_title', { name: provider.name })}
        description={t('custom.remove_about', { count: keys.length })}
        action={t('custom.remove')}
        isBusy={change.isPending}
        onClose={() => setRemoving(false)}
        onConfirm={() =>
          change.mutate(
            { id: provider.id, config: null, keys },
            {
              onSuccess: () => navigate('/providers'),
              onError: (error) => toast.failed(t('custom.not_removed'), error),
            },
          )
        }
      />
    </>
  );
}

function KeylessActions({ provider }: { provider: KnownProvider }) {
  const { t } = useTranslation('providers');
  const change = useProviderConfig();
  const isUsed = provider.configured;
  const turn = () =>
    change.mutate(
      { id: provider.id, config: isUsed ? null : {} },
      {
        onSuccess: () => {
          // What its list says shows in its state, whether it could be read or not.
          if (!isUsed) void readList(provider.id).catch(() => undefined);
        },
        onError: (error) => toast.failed(isUsed ? t('keyless.not_left') : t('keyless.not_used'), error),
      },
    );
  return (
    <Button isBusy={change.isPending} onClick={turn}>
      {isUsed ? t('keyless.leave') : t('keyless.use')}
    </Button>
  );
}
