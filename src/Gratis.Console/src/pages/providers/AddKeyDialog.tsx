import { useQuery } from '@tanstack/react-query';
import { useState, type SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { accountsApi, useAccountsMutation, type Account } from '@/api/accounts';
import { knownProvidersQuery, type KnownProvider } from '@/api/knownProviders';
import { Button } from '@/ui/Button';
import { Dialog } from '@/ui/Dialog';
import { Select, TextField } from '@/ui/Field';
import { TestedKeys } from './TestedKeys';
import { keysIn } from './keys';
import { ProblemNote } from '@/ui/ProblemNote';
import { SecretArea } from './SecretArea';
import { SignUpLink } from './SignUpLink';
import { useKeyTests } from './useKeyTests';

interface AddKeyDialogProps {
  /** Whose; null: that is chosen here. */
  provider: string | null;
  onClose: () => void;
}

/** Keys in, stored, and tried out at once. */
export function AddKeyDialog({ provider, onClose }: AddKeyDialogProps) {
  const { t } = useTranslation(['providers', 'common']);
  const providers = useQuery(knownProvidersQuery);
  const [chosen, setChosen] = useState(provider ?? '');
  const [text, setText] = useState('');
  const [label, setLabel] = useState('');
  const { tests, run } = useKeyTests();
  const [added, setAdded] = useState<Account[]>();
  const add = useAccountsMutation((keys: readonly string[]) => accountsApi.add(chosen, keys, label.trim() || null));

  const keys = keysIn(text);
  const known = providers.data?.find((one) => one.id === chosen);
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    add.mutate(keys, {
      onSuccess: (accounts) => {
        setText('');
        setAdded(accounts);
        void run(accounts);
      },
    });
  };

  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={known ? t('add.title_of', { provider: known.name }) : t('add.title')}
      description={added ? undefined : t('add.about')}
    >
      {added ? (
        <TestedKeys accounts={added} tests={tests} provider={chosen} onClose={onClose} />
      ) : (
        <form onSubmit={submit} className="flex flex-col gap-4">
          {provider === null && (
            <Select
              label={t('add.provider')}
              value={chosen}
              required
              onChange={setChosen}
              options={[{ value: '', label: t('add.choose') }, ...optionsOf(providers.data ?? [])]}
            />
          )}
          {known && (
            <p>
              <SignUpLink provider={known} />
            </p>
          )}
          {known && known.address_variables.length > 0 && (
            <p className="text-sm text-warn">{t('add.address', { variables: known.address_variables.join(', ') })}</p>
          )}
          <SecretArea label={t('add.keys')} hint={t('add.keys_hint')} value={text} isRequired onChange={setText} />
          <TextField
            label={t('add.label')}
            hint={t('add.label_hint')}
            maxLength={100}
            value={label}
            onChange={(event) => setLabel(event.target.value)}
          />
          <ProblemNote error={add.error} />
          <div className="flex justify-end gap-2">
            <Button onClick={onClose}>{t('common:cancel')}</Button>
            <Button
              type="submit"
              look="primary"
              isBusy={add.isPending}
              disabled={chosen === '' || keys.length === 0 || keys.length > 100}
            >
              {t('add.submit', { count: Math.max(keys.length, 1) })}
            </Button>
          </div>
        </form>
      )}
    </Dialog>
  );
}

const optionsOf = (providers: readonly KnownProvider[]) =>
  providers
    .filter((one) => one.permanence !== 'ended' || one.accounts > 0)
    .map((one) => ({ value: one.id, label: one.name }))
    .sort((a, b) => a.label.localeCompare(b.label));
