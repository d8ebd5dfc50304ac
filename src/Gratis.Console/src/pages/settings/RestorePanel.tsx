import { useQuery } from '@tanstack/react-query';
import { Upload } from 'lucide-react';
import { useState, type SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { restoreQuery, useForgetRestore, useStageRestore, type Restore } from '@/api/upkeep';
import { Button } from '@/ui/Button';
import { TextField } from '@/ui/Field';
import { FileField } from '@/ui/FileField';
import { Instant } from '@/ui/Instant';
import { Panel } from '@/ui/Panel';
import { ProblemNote } from '@/ui/ProblemNote';
import { toast } from '@/ui/Toast';

/** A backup back in, at the next start: books that are open cannot be exchanged. */
export function RestorePanel() {
  const { t } = useTranslation('settings');
  const waiting = useQuery(restoreQuery).data?.waiting ?? null;
  return <Panel title={t('restore.title')}>{waiting === null ? <Take /> : <Waiting waiting={waiting} />}</Panel>;
}

function Take() {
  const { t } = useTranslation('settings');
  const [archive, setArchive] = useState<File | null>(null);
  const [passphrase, setPassphrase] = useState('');
  const stage = useStageRestore();
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (archive !== null) stage.mutate({ archive, passphrase });
  };
  return (
    <form onSubmit={submit} className="flex flex-col items-start gap-3">
      <p className="text-muted">{t('restore.about')}</p>
      <FileField label={t('restore.file')} accept=".zip" onFile={setArchive} />
      <TextField
        label={t('restore.passphrase')}
        hint={t('restore.passphrase_hint')}
        type="password"
        autoComplete="off"
        className="w-full"
        value={passphrase}
        onChange={(event) => setPassphrase(event.target.value)}
      />
      <ProblemNote error={stage.error} />
      <Button type="submit" icon={Upload} isBusy={stage.isPending} disabled={archive === null}>
        {t('restore.take')}
      </Button>
    </form>
  );
}

function Waiting({ waiting }: { waiting: NonNullable<Restore['waiting']> }) {
  const { t } = useTranslation('settings');
  const forget = useForgetRestore();
  return (
    <div className="flex flex-col items-start gap-3">
      <p role="status">
        {t('restore.waiting')} <Instant at={waiting.created} /> ({waiting.version},{' '}
        {waiting.with_secrets ? t('restore.with_secrets') : t('restore.without_secrets')})
      </p>
      <p className="text-muted">{t('restore.next_start')}</p>
      <Button
        isBusy={forget.isPending}
        onClick={() =>
          forget.mutate(undefined, { onError: (error) => toast.failed(t('restore.not_forgotten'), error) })
        }
      >
        {t('restore.forget')}
      </Button>
    </div>
  );
}
