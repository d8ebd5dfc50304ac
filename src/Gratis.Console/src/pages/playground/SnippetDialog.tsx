import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { CopyButton } from '@/ui/CopyButton';
import { Dialog } from '@/ui/Dialog';
import { Select } from '@/ui/Field';
import { Tabs } from '@/ui/Tabs';
import { requestOf } from './parameters';
import type { Playground } from './playground';
import { shortened, snippetLanguages, snippetOf, type SnippetLanguage } from './snippets';

interface SnippetDialogProps {
  playground: Playground;
  isFaulty: boolean;
  onClose: () => void;
}

/** The conversation so far as a program that asks the same. */
export function SnippetDialog({ playground: { lanes, parameters }, isFaulty, onClose }: SnippetDialogProps) {
  const { t } = useTranslation('playground');
  const [language, setLanguage] = useState<SnippetLanguage>('curl');
  const [laneId, setLaneId] = useState(lanes[0]?.id ?? '');
  const lane = lanes.find((one) => one.id === laneId) ?? lanes[0];
  const turns = lane?.turns ?? [];
  // The last answer is what the request would bring.
  const asked = turns.at(-1)?.kind === 'answer' ? turns.slice(0, -1) : turns;
  const request = isFaulty || lane === undefined ? null : requestOf(lane.model, asked, parameters);
  if (request?.messages.length === 0) request.messages.push({ role: 'user', content: 'Hello!' });
  const options = request && { origin: window.location.origin, request, isWebSearch: parameters.isWebSearch };

  return (
    <Dialog title={t('code.title')} isOpen onClose={onClose}>
      {options === null ? (
        <p role="alert" className="text-bad">
          {t('parameters.faulty')}
        </p>
      ) : (
        <>
          {lanes.length > 1 && (
            <Select
              className="mb-3"
              label={t('code.lane')}
              value={laneId}
              onChange={setLaneId}
              options={lanes.map((one, place) => ({ value: one.id, label: `${place + 1}. ${one.model}` }))}
            />
          )}
          <Tabs<SnippetLanguage>
            label={t('code.language')}
            value={language}
            onChange={setLanguage}
            tabs={snippetLanguages.map((value) => {
              const snippet = snippetOf(value, options);
              return {
                value,
                label: t(`code.languages.${value}`),
                content: (
                  <>
                    <pre
                      // Focusable, so that the arrow keys scroll it.
                      // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
                      tabIndex={0}
                      aria-label={t(`code.languages.${value}`)}
                      className="max-h-[50dvh] overflow-auto rounded-md border border-line bg-sunken p-3 font-mono text-sm"
                    >
                      {shortened(snippet)}
                    </pre>
                    <div className="mt-3 flex items-center justify-between gap-3">
                      <p className="text-sm text-muted">{t('code.key')}</p>
                      <CopyButton text={snippet} />
                    </div>
                  </>
                ),
              };
            })}
          />
        </>
      )}
    </Dialog>
  );
}
