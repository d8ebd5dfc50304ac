import { lazy, Suspense } from 'react';

const MarkdownBody = lazy(() => import('./MarkdownBody'));

/** Text of a model: markdown and highlighted code. HTML in it stays text. Its code is loaded when there is some to show. */
export function Markdown({ text }: { text: string }) {
  return (
    <Suspense fallback={<p className="whitespace-pre-wrap">{text}</p>}>
      <MarkdownBody text={text} />
    </Suspense>
  );
}
