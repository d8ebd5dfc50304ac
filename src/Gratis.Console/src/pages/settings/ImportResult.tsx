import { Download, Save } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { ImportedConfig } from '@/api/upkeep';
import { Button } from '@/ui/Button';
import { CopyButton } from '@/ui/CopyButton';
import { download } from '@/ui/download';
import { ProblemNote } from '@/ui/ProblemNote';

interface ImportResultProps {
  result: ImportedConfig;
  isSaving: boolean;
  isSaved: boolean;
  error: Error | null;
  onSave: () => void;
}

/** What came of it: the config, what it needs, and what could not be taken over. */
export function ImportResult({ result, isSaving, isSaved, error, onSave }: ImportResultProps) {
  const { t } = useTranslation('settings');
  return (
    <section aria-label={t('import.result')} className="mt-4 flex flex-col gap-3 border-t border-line pt-4">
      <pre
        // Focusable, so that the arrow keys scroll it.
        // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={0}
        className="max-h-96 overflow-auto rounded-md bg-hover p-3 text-sm"
      >
        {result.config}
      </pre>
      {result.variables.length > 0 && (
        <Notes title={t('import.variables')}>
          {result.variables.map((one) => (
            <li key={one.name}>
              <code>{one.name}</code>: {one.purpose}
              {one.in_source && ` (${t('import.in_source')})`}
            </li>
          ))}
        </Notes>
      )}
      {result.remarks.length > 0 && (
        <Notes title={t('import.remarks')}>
          {result.remarks.map((one) => (
            <li key={`${one.line} ${one.key} ${one.message}`}>
              {one.line > 0 && `${t('import.line', { line: one.line })} `}
              <code>{one.key}</code>: {one.message}
            </li>
          ))}
        </Notes>
      )}
      <ProblemNote error={error} />
      {isSaved && <p role="status">{t('import.saved')}</p>}
      <div className="flex flex-wrap gap-2">
        <Button icon={Save} isBusy={isSaving} disabled={isSaved} onClick={onSave}>
          {t('import.save')}
        </Button>
        <Button
          icon={Download}
          onClick={() => download(new Blob([result.config], { type: 'text/yaml' }), 'gratis.yaml')}
        >
          {t('import.download')}
        </Button>
        <CopyButton text={result.config} />
      </div>
    </section>
  );
}

function Notes({ title, children }: { title: string; children: React.ReactNode }) {
  return (
    <div>
      <h3>{title}</h3>
      <ul className="mt-1 flex list-disc flex-col gap-1 pl-5 text-sm break-words">{children}</ul>
    </div>
  );
}
