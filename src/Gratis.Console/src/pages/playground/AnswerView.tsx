import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Badge } from '@/ui/Badge';
import { Markdown } from '@/ui/Markdown';
import { AnswerFactsView } from './AnswerFactsView';
import type { Answer } from './conversation';
import { Editor } from './Editor';
import { ToolCallView } from './ToolCallView';
import { TurnActions, type TurnActs } from './TurnActions';

/** What a model said, and below it how that came about. */
export function AnswerView({ answer, ...acts }: { answer: Answer } & TurnActs) {
  const { t } = useTranslation('playground');
  const [isEditing, setEditing] = useState(false);
  const isRunning = answer.state === 'running';
  const isSilent = answer.text === '' && answer.reasoning === '' && answer.calls.length === 0;
  return (
    <article aria-label={t('answer_of', { model: answer.model })} aria-busy={isRunning} className="flex flex-col gap-3">
      {answer.reasoning !== '' && (
        <details className="rounded-md border border-line px-3 py-2" open={isRunning && answer.text === ''}>
          <summary className="cursor-pointer text-sm text-muted">{t('reasoning')}</summary>
          <p className="mt-2 text-sm break-words whitespace-pre-wrap text-muted">{answer.reasoning}</p>
        </details>
      )}
      {isEditing ? (
        <Editor
          label={t('edit.answer')}
          action={t('edit.save')}
          text={answer.text}
          onClose={() => setEditing(false)}
          onSave={acts.onEdit}
        />
      ) : (
        answer.text !== '' && <Markdown text={answer.text} />
      )}
      {answer.calls.map((call) => (
        <ToolCallView key={call.id} call={call} />
      ))}
      {isRunning && (
        <p role="status" className="text-sm text-muted">
          {isSilent ? t('state.waiting') : t('state.answering')}
        </p>
      )}
      {answer.state === 'done' && isSilent && <p className="text-muted">{t('state.nothing')}</p>}
      {answer.state === 'stopped' && (
        <p>
          <Badge>{t('state.stopped')}</Badge>
        </p>
      )}
      {answer.finish === 'length' && (
        <p>
          <Badge tone="warn">{t('state.cut')}</Badge>
        </p>
      )}
      {answer.error !== null && (
        <div role="alert" className="rounded-md border border-bad/40 px-3 py-2">
          <p className="break-words">{answer.error.message}</p>
          <p className="mt-1 font-mono text-xs text-bad">{answer.error.code}</p>
        </div>
      )}
      {!isRunning && (
        <footer className="flex flex-col gap-1">
          <AnswerFactsView answer={answer} />
          {!isEditing && (
            <TurnActions {...acts} text={answer.text} resendLabel={t('resend.answer')} edit={() => setEditing(true)} />
          )}
        </footer>
      )}
    </article>
  );
}
