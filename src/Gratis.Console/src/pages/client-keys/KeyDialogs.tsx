import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { clientKeysApi, clientKeysQuery, freshKeyQuery, type ClientKey, type IssuedKey } from '@/api/clientKeys';
import { ConfirmDialog, Dialog } from '@/ui/Dialog';
import { toast } from '@/ui/Toast';
import { emptyTerms } from './draft';
import { TermsForm } from './TermsForm';

/** What is being done, and to which key. An issued key has an id. */
export type KeyAction = { kind: 'create' } | { kind: 'edit' | 'rotate' | 'revoke'; key: ClientKey & { id: string } };

interface KeyDialogsProps {
  action: KeyAction;
  onClose: () => void;
  /** A secret was made: it is shown now or never. */
  onIssued: (key: IssuedKey) => void;
}

export function KeyDialogs({ action, onClose, onIssued }: KeyDialogsProps) {
  const { t } = useTranslation('client-keys');
  const client = useQueryClient();
  const inForce = useQuery(clientKeysQuery).data?.filter((key) => key.revoked_at === null) ?? [];
  const onSettled = () =>
    Promise.all([client.invalidateQueries(clientKeysQuery), client.invalidateQueries({ queryKey: ['quotas'] })]);
  const issued = (key: IssuedKey) => {
    client.setQueryData(freshKeyQuery.queryKey, key.key);
    onClose();
    onIssued(key);
  };
  const create = useMutation({ mutationFn: clientKeysApi.issue, onSuccess: issued, onSettled });
  const rotate = useMutation({
    mutationFn: clientKeysApi.rotate,
    onSuccess: issued,
    onError: (error) => toast.failed(t('rotate.failed'), error),
    onSettled,
  });
  const edit = useMutation({
    mutationFn: ([id, ...terms]: Parameters<typeof clientKeysApi.replace>) => clientKeysApi.replace(id, ...terms),
    onSuccess: onClose,
    onSettled,
  });
  const revoke = useMutation({
    mutationFn: clientKeysApi.revoke,
    onSuccess: onClose,
    onError: (error) => toast.failed(t('revoke.failed'), error),
    onSettled,
  });

  switch (action.kind) {
    case 'create':
      return (
        <Dialog isOpen onClose={onClose} title={t('create.title')} description={t('create.about')}>
          <TermsForm
            initial={emptyTerms}
            action={t('create.submit')}
            isBusy={create.isPending}
            error={create.error}
            onSubmit={(terms) => create.mutate(terms)}
            onClose={onClose}
          />
        </Dialog>
      );
    case 'edit':
      return (
        <Dialog isOpen onClose={onClose} title={t('edit.title', { name: action.key.name })}>
          <TermsForm
            initial={action.key}
            action={t('edit.submit')}
            isBusy={edit.isPending}
            error={edit.error}
            onSubmit={(terms) => edit.mutate([action.key.id, terms])}
            onClose={onClose}
          />
        </Dialog>
      );
    case 'rotate':
      return (
        <ConfirmDialog
          isOpen
          title={t('rotate.title', { name: action.key.name })}
          description={t('rotate.about')}
          action={t('rotate.submit')}
          isBusy={rotate.isPending}
          onClose={onClose}
          onConfirm={() => rotate.mutate(action.key.id)}
        />
      );
    case 'revoke':
      return (
        <ConfirmDialog
          isOpen
          isDangerous
          title={t('revoke.title', { name: action.key.name })}
          description={[t('revoke.about'), inForce.length === 1 && t('revoke.last')].filter(Boolean).join(' ')}
          action={t('revoke.submit')}
          isBusy={revoke.isPending}
          onClose={onClose}
          onConfirm={() => revoke.mutate(action.key.id)}
        />
      );
  }
}
