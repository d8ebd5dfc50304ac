import { FileInput } from 'lucide-react';
import { useState, type SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { systems, useImport, type System } from '@/api/upkeep';
import { Button } from '@/ui/Button';
import { Select, TextArea } from '@/ui/Field';
import { FileField } from '@/ui/FileField';
import { Panel } from '@/ui/Panel';
import { ProblemNote } from '@/ui/ProblemNote';
import { toast } from '@/ui/Toast';
import { ImportResult } from './ImportResult';

/** The config of another system, in our words. */
export function ImportPanel() {
  const { t } = useTranslation('settings');
  const [system, setSystem] = useState<System>('env');
  const [text, setText] = useState('');
  const [name, setName] = useState('');
  const translate = useImport();
  const save = useImport();
  const wish = { system, text, name: name || t(`import.file_of.${system}`) };
  const take = (file: File | null) => {
    if (file === null) return;
    setName(file.name);
    void file.text().then(setText, (error: unknown) => toast.failed(t('import.not_read'), error));
  };
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    save.reset();
    translate.mutate({ ...wish, save: false });
  };
  return (
    <Panel title={t('import.title')}>
      <form onSubmit={submit} className="flex flex-col items-start gap-3">
        <p className="text-muted">{t('import.about')}</p>
        <div className="grid w-full gap-3 sm:grid-cols-2">
          <Select
            label={t('import.system')}
            value={system}
            options={systems.map((value) => ({ value, label: t(`import.systems.${value}`) }))}
            onChange={setSystem}
          />
          <FileField label={t('import.file')} onFile={take} />
        </div>
        <TextArea
          label={t('import.text')}
          required
          rows={8}
          spellCheck={false}
          autoComplete="off"
          className="w-full [&_textarea]:font-mono"
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
        <ProblemNote error={translate.error} />
        <Button type="submit" icon={FileInput} isBusy={translate.isPending} disabled={text.trim() === ''}>
          {t('import.translate')}
        </Button>
      </form>
      {translate.data && (
        <ImportResult
          result={translate.data}
          isSaving={save.isPending}
          isSaved={save.isSuccess}
          error={save.error}
          onSave={() => save.mutate({ ...wish, save: true })}
        />
      )}
    </Panel>
  );
}
