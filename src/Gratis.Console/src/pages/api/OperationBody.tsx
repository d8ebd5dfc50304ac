import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Content, OpenApi } from '@/api/openapi';
import { Badge } from '@/ui/Badge';
import { CopyButton } from '@/ui/CopyButton';
import { Markdown } from '@/ui/Markdown';
import { Coded } from './Coded';
import { curlOf } from './example';
import { typeOf, type Operation } from './operations';
import { SchemaView } from './SchemaView';

/** What an operation takes, gives, and how to ask it from a shell. */
export function OperationBody({ document, operation }: { document: OpenApi; operation: Operation }) {
  const { t } = useTranslation('api');
  const { description, security, parameters, body, answers } = operation;
  const curl = curlOf(document, operation, window.location.origin);
  return (
    <div className="flex flex-col gap-5 border-t border-line px-4 py-4">
      {description !== '' && <Markdown text={description} />}
      <p className="text-sm text-muted">
        {security.length === 0 ? t('open') : t('security', { names: security.join(', ') })}
      </p>
      {parameters.length > 0 && (
        <Part title={t('parameters')}>
          <dl className="flex flex-col gap-2">
            {parameters.map((parameter) => (
              <div key={`${parameter.in} ${parameter.name}`}>
                <dt className="flex flex-wrap items-center gap-x-2 gap-y-1">
                  <span className="font-mono text-sm break-all">{parameter.name}</span>
                  <Badge>{parameter.in}</Badge>
                  {parameter.required && <Badge tone="warn">{t('required')}</Badge>}
                  <span className="font-mono text-xs text-muted">{typeOf(parameter.schema ?? {})}</span>
                </dt>
                {parameter.description !== undefined && (
                  <dd className="text-sm break-words text-muted">
                    <Coded text={parameter.description} />
                  </dd>
                )}
              </div>
            ))}
          </dl>
        </Part>
      )}
      {body !== null && (
        <Part title={t('body')}>
          {body.description !== undefined && (
            <p className="mb-2 text-sm text-muted">
              <Coded text={body.description} />
            </p>
          )}
          <Contents document={document} content={body.content} />
        </Part>
      )}
      <Part title={t('answers')}>
        <ul className="flex flex-col gap-3">
          {answers.map((answer) => (
            <li key={answer.status}>
              <p className="flex items-baseline gap-2 text-sm">
                <Badge tone={answer.status.startsWith('2') ? 'good' : 'neutral'}>{answer.status}</Badge>
                <span className="min-w-0 break-words text-muted">
                  <Coded text={answer.description ?? ''} />
                </span>
              </p>
              {answer.status.startsWith('2') && (
                <>
                  {answer.headers && (
                    <p className="mt-1 text-sm break-words text-muted">
                      {t('headers', { names: Object.keys(answer.headers).join(', ') })}
                    </p>
                  )}
                  <Contents document={document} content={answer.content} />
                </>
              )}
            </li>
          ))}
        </ul>
      </Part>
      <Part title={t('example')}>
        <pre
          // Focusable, so that the arrow keys scroll it.
          // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
          tabIndex={0}
          aria-label={t('example_of', { id: operation.id })}
          className="mb-2 max-h-96 overflow-auto rounded-md border border-line bg-sunken p-3 font-mono text-sm"
        >
          {curl}
        </pre>
        <CopyButton text={curl} />
      </Part>
    </div>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section>
      <h3 className="mb-2 text-sm">{title}</h3>
      {children}
    </section>
  );
}

function Contents({ document, content = {} }: { document: OpenApi; content: Content | undefined }) {
  return Object.entries(content).map(([type, { schema }]) => (
    <div key={type} className="mt-2 min-w-0">
      <p className="mb-1 font-mono text-xs text-muted">{type}</p>
      {schema && <SchemaView document={document} schema={schema} />}
    </div>
  ));
}
