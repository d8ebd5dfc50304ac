import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ToolCall } from '@/api/chat';
import { Button } from '@/ui/Button';
import { TextArea } from '@/ui/Field';

interface CallFormsProps {
  calls: readonly ToolCall[];
  isBusy: boolean;
  onAnswer: (callId: string, text: string) => void;
}

/** The model waits for its tools: one field for each call that nobody has answered. */
export function CallForms({ calls, isBusy, onAnswer }: CallFormsProps) {
  const { t } = useTranslation('playground');
  return (
    <section aria-label={t('tool.waiting')} className="flex flex-col gap-4 border-t border-line p-4">
      <p className="text-sm text-muted">{t('tool.about')}</p>
      {calls.map((call) => (
        <CallForm key={call.id} call={call} isBusy={isBusy} onAnswer={(text) => onAnswer(call.id, text)} />
      ))}
    </section>
  );
}

function CallForm({ call, isBusy, onAnswer }: { call: ToolCall; isBusy: boolean; onAnswer: (text: string) => void }) {
  const { t } = useTranslation('playground');
  const [text, setText] = useState('');
  return (
    <form
      className="flex flex-col gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        onAnswer(text);
      }}
    >
      <TextArea
        label={t('tool.result_of', { name: call.function.name })}
        rows={3}
        className="[&_textarea]:font-mono"
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <div className="flex justify-end">
        <Button type="submit" look="primary" disabled={isBusy}>
          {t('tool.answer')}
        </Button>
      </div>
    </form>
  );
}
