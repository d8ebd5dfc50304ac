import { useMutation } from '@tanstack/react-query';
import { Download } from 'lucide-react';
import { useState, type SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { backUp } from '@/api/upkeep';
import { Button } from '@/ui/Button';
import { download } from '@/ui/download';
import { TextField } from '@/ui/Field';
import { Panel } from '@/ui/Panel';
import { ProblemNote } from '@/ui/ProblemNote';
import { Switch } from '@/ui/Switch';

const shortest = 12;

/** One file that the gateway can be made of again. */
export function BackupPanel() {
  const { t } = useTranslation('settings');
  const [isWithConfig, setWithConfig] = useState(false);
  const [isWithSecrets, setWithSecrets] = useState(false);
  const [passphrase, setPassphrase] = useState('');
  const backup = useMutation({ mutationFn: backUp, onSuccess: ({ file, name }) => download(file, name) });
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    backup.mutate({ config: isWithConfig, passphrase: isWithSecrets ? passphrase : null });
  };
  return (
    <Panel title={t('backup.title')}>
      <form onSubmit={submit} className="flex flex-col items-start gap-3">
        <p className="text-muted">{t('backup.about')}</p>
        <Switch label={t('backup.config')} isOn={isWithConfig} onChange={setWithConfig} />
        <Switch label={t('backup.secrets')} isOn={isWithSecrets} onChange={setWithSecrets} />
        {isWithSecrets && (
          <TextField
            label={t('backup.passphrase')}
            hint={t('backup.passphrase_hint', { count: shortest })}
            type="password"
            autoComplete="new-password"
            required
            minLength={shortest}
            className="w-full"
            value={passphrase}
            onChange={(event) => setPassphrase(event.target.value)}
          />
        )}
        <ProblemNote error={backup.error} />
        <Button type="submit" icon={Download} isBusy={backup.isPending}>
          {t('backup.make')}
        </Button>
      </form>
    </Panel>
  );
}
