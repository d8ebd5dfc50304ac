import { Wrench } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { ToolCall } from '@/api/chat';

/** A call that the model wants made. */
export function ToolCallView({ call }: { call: ToolCall }) {
  const { t } = useTranslation('playground');
  return (
    <section aria-label={t('tool.call', { name: call.function.name })} className="rounded-md border border-line">
      <p className="flex items-center gap-2 border-b border-line px-3 py-1.5 text-sm">
        <Wrench size={14} aria-hidden className="shrink-0 text-muted" />
        <span className="min-w-0 truncate font-mono">{call.function.name}</span>
      </p>
      <pre className="overflow-x-auto px-3 py-2 font-mono text-sm whitespace-pre-wrap">
        {pretty(call.function.arguments)}
      </pre>
    </section>
  );
}

/** Models do not always write JSON where they should. */
function pretty(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}
