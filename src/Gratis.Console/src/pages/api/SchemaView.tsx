import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OpenApi, Schema } from '@/api/openapi';
import { Coded } from './Coded';
import { resolve, typeOf } from './operations';

/** A schema, a level at a time: what lies below is drawn when it is opened, for schemas may hold themselves. */
export function SchemaView({ document, schema }: { document: OpenApi; schema: Schema }) {
  const inner = membersOf(document, schema);
  const whole = resolve<Schema>(document, schema);
  return (
    <div className="min-w-0 rounded-md border border-line px-3 py-2">
      <p className="font-mono text-xs break-words text-muted">{typeOf(schema)}</p>
      {whole.description !== undefined && (
        <p className="text-sm break-words text-muted">
          <Coded text={whole.description} />
        </p>
      )}
      {inner.length > 0 && (
        <ul className="mt-2 flex flex-col gap-2">
          {inner.map((member) => (
            <MemberView key={member.name} document={document} member={member} />
          ))}
        </ul>
      )}
    </div>
  );
}

interface Member {
  name: string;
  schema: Schema;
  isRequired: boolean;
}

function MemberView({ document, member: { name, schema, isRequired } }: { document: OpenApi; member: Member }) {
  const { t } = useTranslation('api');
  const [isOpen, setOpen] = useState(false);
  const whole = resolve<Schema>(document, schema);
  const description = schema.description ?? whole.description;
  const hasMore = membersOf(document, schema).length > 0;
  return (
    <li className="min-w-0">
      <p className="flex flex-wrap items-baseline gap-x-2">
        <span className="font-mono text-sm break-all">{name}</span>
        <span className="min-w-0 font-mono text-xs break-words text-muted">{typeOf(schema)}</span>
        {isRequired && <span className="text-xs text-warn">{t('required')}</span>}
      </p>
      {description !== undefined && (
        <p className="text-sm break-words text-muted">
          <Coded text={description} />
        </p>
      )}
      {hasMore && (
        <details className="mt-1" onToggle={(event) => setOpen(event.currentTarget.open)}>
          <summary className="cursor-pointer text-sm text-accent">{t('members', { name })}</summary>
          {isOpen && <SchemaView document={document} schema={schema} />}
        </details>
      )}
    </li>
  );
}

/** Those of an object, of an array's items, or of every choice there is. */
function membersOf(document: OpenApi, node: Schema, depth = 0): Member[] {
  const schema = resolve<Schema>(document, node);
  const own = Object.entries(schema.properties ?? {}).map(([name, part]) => ({
    name,
    schema: part,
    isRequired: schema.required?.includes(name) ?? false,
  }));
  const values = typeof schema.additionalProperties === 'object' ? schema.additionalProperties : undefined;
  const named = values && Object.keys(values).length > 0 ? [{ name: '*', schema: values, isRequired: false }] : [];
  const choices = depth > 4 ? [] : [...(schema.anyOf ?? []), ...(schema.oneOf ?? []), ...(schema.allOf ?? [])];
  const items = schema.items !== undefined && depth <= 4 ? membersOf(document, schema.items, depth + 1) : [];
  const all = [...own, ...named, ...items, ...choices.flatMap((choice) => membersOf(document, choice, depth + 1))];
  return all.filter((member, at) => all.findIndex((other) => other.name === member.name) === at);
}
