import type { Answer, Body, OpenApi, Parameter, RawOperation, Ref, Schema } from '@/api/openapi';
import { groupBy } from '@/app/groupBy';

export const methods = ['get', 'post', 'put', 'patch', 'delete'] as const;
export type Method = (typeof methods)[number];

/** Something that can be asked of the gateway. */
export interface Operation {
  id: string;
  method: Method;
  path: string;
  tag: string;
  summary: string;
  description: string;
  parameters: Parameter[];
  body: Body | null;
  answers: (Answer & { status: string })[];
  /** The names of what opens it, any one of them; none where it is open to anyone. */
  security: string[];
}

export interface Section {
  tag: string;
  description: string;
  operations: Operation[];
}

/** What the document says at a reference, or the thing itself. */
export function resolve<T extends object>(document: OpenApi, node: T | Ref): T {
  let found: unknown = node;
  // Bounded: a document that goes in circles ends somewhere.
  for (let step = 0; step < 8 && isRef(found); step++)
    found = found.$ref
      .replace(/^#\//, '')
      .split('/')
      .reduce<unknown>((at, name) => (at as Record<string, unknown> | undefined)?.[name], document);
  return (found ?? {}) as T;
}

/** Everything that matches, under its tag, in the order of the document. */
export function sectionsOf(document: OpenApi, search: string): Section[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  const found = operationsOf(document).filter(({ method, path, summary, tag, description }) => {
    const said = `${method} ${path} ${summary} ${tag} ${description}`.toLowerCase();
    return words.every((word) => said.includes(word));
  });
  const groups = groupBy(found, (operation) => operation.tag);
  const named = (document.tags ?? []).map(({ name }) => name);
  return [...named, ...[...groups.keys()].filter((tag) => !named.includes(tag))].flatMap((tag) => {
    const operations = groups.get(tag);
    const description = document.tags?.find(({ name }) => name === tag)?.description ?? '';
    return operations === undefined ? [] : [{ tag, description, operations }];
  });
}

export function operationsOf(document: OpenApi): Operation[] {
  return Object.entries(document.paths).flatMap(([path, item]) =>
    methods.flatMap((method) => {
      const raw = item[method];
      return raw === undefined ? [] : [operationOf(document, path, method, raw)];
    }),
  );
}

function operationOf(document: OpenApi, path: string, method: Method, raw: RawOperation): Operation {
  return {
    id: raw.operationId ?? `${method} ${path}`,
    method,
    path,
    tag: raw.tags?.[0] ?? '',
    summary: raw.summary ?? '',
    description: raw.description ?? '',
    parameters: (raw.parameters ?? []).map((parameter) => resolve<Parameter>(document, parameter)),
    body: raw.requestBody === undefined ? null : resolve<Body>(document, raw.requestBody),
    answers: Object.entries(raw.responses ?? {}).map(([status, answer]) => ({
      status,
      ...resolve<Answer>(document, answer),
    })),
    security: (raw.security ?? []).flatMap((one) => Object.keys(one)),
  };
}

/** `string | null`, `array of Attempt`, `"a" | "b"`. */
export function typeOf(schema: Schema): string {
  if (schema.$ref !== undefined) return schema.$ref.slice(schema.$ref.lastIndexOf('/') + 1);
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.enum !== undefined) return schema.enum.map((one) => JSON.stringify(one)).join(' | ');
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices !== undefined) return [...new Set(choices.map(typeOf))].join(' | ');
  const types = [schema.type ?? (schema.properties ? 'object' : 'any')].flat();
  return types
    .map((type) => (type === 'array' && schema.items !== undefined ? `array of ${typeOf(schema.items)}` : type))
    .map((type) => (type === 'string' && schema.format !== undefined ? `string (${schema.format})` : type))
    .join(' | ');
}

const isRef = (node: unknown): node is Ref => typeof node === 'object' && node !== null && '$ref' in node;
