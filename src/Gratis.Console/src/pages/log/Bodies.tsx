import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { RequestStory } from '@/api/requests';
import { CopyButton } from '@/ui/CopyButton';
import { Section } from './Section';

/** What was said, where the owner has it kept; text, whatever it looks like. */
export function Bodies({ request }: { request: RequestStory }) {
  const { t } = useTranslation('log');
  if (request.request_body === null && request.answer_body === null)
    return (
      <Section title={t('bodies.title')}>
        <p className="text-muted">{t('bodies.none')}</p>
      </Section>
    );
  return (
    <>
      {request.request_body !== null && <Body title={t('bodies.request')} text={request.request_body} />}
      {request.answer_body !== null && <Body title={t('bodies.answer')} text={request.answer_body} />}
    </>
  );
}

function Body({ title, text }: { title: string; text: string }) {
  const readable = useMemo(() => indented(text), [text]);
  return (
    <Section title={title} aside={<CopyButton text={text} />}>
      <pre
        // Focusable, so that the arrow keys scroll it.
        // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={0}
        aria-label={title}
        className="max-h-96 overflow-auto rounded-md border border-line bg-sunken p-3 font-mono text-xs break-words whitespace-pre-wrap"
      >
        {readable}
      </pre>
    </Section>
  );
}

/** JSON with line breaks; what is none, or was cut off, as it is. */
function indented(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}
