import { useTranslation } from 'react-i18next';
import { CopyButton } from '@/ui/CopyButton';
import { partsOf, type Connection, type Part, type Tool } from './snippets';

/** How one program is set up, step by step. */
export function Setup({ tool, connection }: { tool: Tool; connection: Connection }) {
  const { t } = useTranslation('connect');
  return (
    <div className="flex flex-col gap-4">
      <p className="max-w-prose">{t(`about_tool.${tool}`)}</p>
      {partsOf(tool, connection).map((part) =>
        part.kind === 'code' ? <Code key={part.name} part={part} /> : <Field key={part.name} part={part} />,
      )}
    </div>
  );
}

function Code({ part }: { part: Extract<Part, { kind: 'code' }> }) {
  const { t } = useTranslation('connect');
  const name = t(`code.${part.name}`);
  return (
    <figure aria-label={name} className="overflow-hidden rounded-md border border-line">
      <figcaption className="flex items-center justify-between gap-3 border-b border-line bg-surface py-1 pr-1 pl-3 text-sm text-muted">
        {name}
        <CopyButton text={part.code} />
      </figcaption>
      {/* Focusable, so that the arrow keys scroll it. */}
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <pre tabIndex={0} className="overflow-x-auto bg-sunken px-3 py-2.5 font-mono text-sm leading-5 -outline-offset-2">
        {part.code}
      </pre>
    </figure>
  );
}

function Field({ part }: { part: Extract<Part, { kind: 'field' }> }) {
  const { t } = useTranslation('connect');
  const name = t(`field.${part.name}`);
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
      <span className="w-28 shrink-0 text-sm text-muted">{name}</span>
      <code
        aria-label={name}
        className="min-w-0 flex-1 basis-48 rounded-md border border-line bg-sunken px-2.5 py-1.5 font-mono text-sm break-all select-all"
      >
        {part.value}
      </code>
      <CopyButton text={part.value} />
    </div>
  );
}
