import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Question } from './conversation';
import { Editor } from './Editor';
import { TurnActions, type TurnActs } from './TurnActions';

/** What the person at the screen wrote, as they wrote it. */
export function QuestionView({ question, ...acts }: { question: Question } & TurnActs) {
  const { t } = useTranslation('playground');
  const [isEditing, setEditing] = useState(false);
  return (
    <article aria-label={t('you')} className="rounded-md bg-sunken px-3 py-2">
      {isEditing ? (
        <Editor
          label={t('edit.question')}
          action={t('edit.send')}
          text={question.text}
          onClose={() => setEditing(false)}
          onSave={acts.onEdit}
        />
      ) : (
        <>
          {question.images.length > 0 && (
            <div className="mb-2 flex flex-wrap gap-2">
              {question.images.map((image, place) => (
                <img
                  key={image.slice(-64) + String(place)}
                  src={image}
                  alt={t('image', { number: place + 1 })}
                  className="max-h-40 max-w-full rounded-md border border-line"
                />
              ))}
            </div>
          )}
          <p className="break-words whitespace-pre-wrap">{question.text}</p>
          <TurnActions
            {...acts}
            text={question.text}
            resendLabel={t('resend.question')}
            edit={() => setEditing(true)}
          />
        </>
      )}
    </article>
  );
}
