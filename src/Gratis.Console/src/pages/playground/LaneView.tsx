import { MessagesSquare } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '@/ui/EmptyState';
import { AnswerView } from './AnswerView';
import { CallForms } from './CallForms';
import { openCalls, type Lane } from './conversation';
import { ModelPicker } from './ModelPicker';
import { QuestionView } from './QuestionView';
import { ToolResultView } from './ToolResultView';
import type { PlaygroundActions } from './usePlayground';

interface LaneViewProps {
  lane: Lane;
  /** Which of several; null where there is one. */
  number: number | null;
  /** Nothing can be asked now. */
  isBusy: boolean;
  actions: PlaygroundActions;
}

/** A model, and the conversation with it. */
export function LaneView({ lane, number, isBusy, actions }: LaneViewProps) {
  const { t } = useTranslation('playground');
  const calls = openCalls(lane.turns);
  const name = number === null ? t('conversation') : t('conversation_of', { number });
  return (
    <section aria-label={name} className="flex min-w-0 flex-col rounded-lg border border-line bg-surface">
      <div className="border-b border-line px-4 py-2.5">
        <ModelPicker
          label={number === null ? t('model') : t('model_of', { number })}
          value={lane.model}
          onChange={(model) => actions.setModel(lane.id, model)}
        />
      </div>
      {lane.turns.length === 0 ? (
        <EmptyState icon={MessagesSquare} title={t('empty.title')}>
          <p className="max-w-prose">{t('empty.about')}</p>
        </EmptyState>
      ) : (
        <ol className="flex flex-col gap-5 p-4">
          {lane.turns.map((turn) => {
            const act = {
              isBusy,
              onEdit: (text: string) => actions.edit(lane.id, turn.id, text),
              onResend: () => actions.resend(lane.id, turn.id),
              onRemove: () => actions.remove(lane.id, turn.id),
            };
            return (
              <li key={turn.id} className="min-w-0">
                {turn.kind === 'question' && <QuestionView question={turn} {...act} />}
                {turn.kind === 'answer' && <AnswerView answer={turn} {...act} />}
                {turn.kind === 'tool_result' && (
                  <ToolResultView result={turn} onRemove={act.onRemove} isBusy={isBusy} />
                )}
              </li>
            );
          })}
        </ol>
      )}
      {calls.length > 0 && (
        <CallForms
          calls={calls}
          isBusy={isBusy}
          onAnswer={(callId, text) => actions.answerCall(lane.id, callId, text)}
        />
      )}
    </section>
  );
}
