import { Trash2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { IconButton } from '@/ui/Button';
import type { ToolResult } from './conversation';

interface ToolResultViewProps {
  result: ToolResult;
  isBusy: boolean;
  onRemove: () => void;
}

/** What the person at the screen said in place of a tool. */
export function ToolResultView({ result, isBusy, onRemove }: ToolResultViewProps) {
  const { t } = useTranslation('playground');
  return (
    <article aria-label={t('tool.result_of', { name: result.name })} className="rounded-md bg-sunken px-3 py-2">
      <div className="flex items-center justify-between gap-2">
        <p className="min-w-0 truncate text-sm text-muted">{t('tool.result_of', { name: result.name })}</p>
        <IconButton icon={Trash2} label={t('remove')} disabled={isBusy} onClick={onRemove} />
      </div>
      <pre className="overflow-x-auto font-mono text-sm whitespace-pre-wrap">{result.text}</pre>
    </article>
  );
}
