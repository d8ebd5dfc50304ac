import { useState, type SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { accountsApi, useAccountsMutation, type Account } from '@/api/accounts';
import { Button } from '@/ui/Button';
import { ConfirmDialog, Dialog } from '@/ui/Dialog';
import { TextField } from '@/ui/Field';
import { ProblemNote } from '@/ui/ProblemNote';
import { toast } from '@/ui/Toast';
import { accountName } from './accountName';
import { keysIn } from './keys';
import { SecretArea } from './SecretArea';

export type AccountAction = 'rename' | 'rotate' | 'remove';

interface AccountDialogsProps {
  account: Account;
  action: AccountAction;
  onClose: () => void;
  /** It has another key now, which nobody has tried yet. */
  onRotated: () => void;
}

/** What is asked before an account is changed. */
export function AccountDialogs(props: AccountDialogsProps) {
  if (props.action === 'rename') return <Rename {...props} />;
  return props.action === 'rotate' ? <Rotate {...props} /> : <Remove {...props} />;
}

function Rename({ account, onClose }: AccountDialogsProps) {
  const { t } = useTranslation(['providers', 'common']);
  const [label, setLabel] = useState(account.label ?? '');
  const rename = useAccountsMutation(() => accountsApi.change(account.id, { label: label.trim() || null }));
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    rename.mutate(undefined, { onSuccess: onClose });
  };
  return (
    <Dialog isOpen onClose={onClose} title={t('rename.title')} description={accountName(account)}>
      <form onSubmit={submit} className="flex flex-col gap-4">
        <TextField
          label={t('add.label')}
          maxLength={100}
          value={label}
          onChange={(event) => setLabel(event.target.value)}
        />
        <ProblemNote error={rename.error} />
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>{t('common:cancel')}</Button>
          <Button type="submit" look="primary" isBusy={rename.isPending}>
            {t('rename.submit')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

function Rotate({ account, onClose, onRotated }: AccountDialogsProps) {
  const { t } = useTranslation(['providers', 'common']);
  const [text, setText] = useState('');
  const [key, ...others] = keysIn(text);
  const rotate = useAccountsMutation((next: string) => accountsApi.rotate(account.id, next));
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (key === undefined) return;
    rotate.mutate(key, {
      onSuccess: () => {
        onRotated();
        onClose();
      },
    });
  };
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t('rotate.title')}
      description={t('rotate.about', { name: accountName(account) })}
    >
      <form onSubmit={submit} className="flex flex-col gap-4">
        <SecretArea
          label={t('rotate.key')}
          hint={t('rotate.hint')}
          value={text}
          rows={2}
          isRequired
          onChange={setText}
        />
        <ProblemNote error={rotate.error} />
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>{t('common:cancel')}</Button>
          <Button
            type="submit"
            look="primary"
            isBusy={rotate.isPending}
            disabled={key === undefined || others.length > 0}
          >
            {t('rotate.submit')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

function Remove({ account, onClose }: AccountDialogsProps) {
  const { t } = useTranslation('providers');
  const remove = useAccountsMutation(() => accountsApi.remove(account.id));
  return (
    <ConfirmDialog
      isOpen
      isDangerous
      title={t('remove.title')}
      description={t('remove.about', { name: accountName(account), provider: account.provider })}
      action={t('remove.submit')}
      isBusy={remove.isPending}
      onClose={onClose}
      onConfirm={() =>
        remove.mutate(undefined, {
          onSuccess: onClose,
          onError: (error) => toast.failed(t('remove.failed'), error),
        })
      }
    />
  );
}
