import type { OpenApi, Schema } from '@/api/openapi';
import { resolve, type Operation } from './operations';

/** Deep enough to see the shape; schemas may hold themselves. */
const deepest = 5;

/** A value as the schema wants it: what has to be there, or all of it where nothing has to. */
export function exampleOf(document: OpenApi, node: Schema, depth = 0): unknown {
  const schema = resolve<Schema>(document, node);
  if (schema.example !== undefined) return schema.example;
  if (schema.const !== undefined) return schema.const;
  if (schema.default !== undefined && schema.default !== null) return schema.default;
  if (schema.enum !== undefined) return schema.enum[0];
  const choice = (schema.anyOf ?? schema.oneOf ?? schema.allOf)?.[0];
  if (choice !== undefined) return depth < deepest ? exampleOf(document, choice, depth + 1) : null;
  const type = [schema.type ?? (schema.properties ? 'object' : 'any')].flat()[0];
  switch (type) {
    case 'object':
      return depth < deepest ? objectOf(document, schema, depth) : {};
    case 'array':
      return schema.items && depth < deepest ? [exampleOf(document, schema.items, depth + 1)] : [];
    case 'integer':
    case 'number':
      return schema.minimum ?? 1;
    case 'boolean':
      return true;
    case 'string':
      return schema.format === 'date-time' ? '2026-01-31T12:00:00Z' : '…';
    default:
      return null;
  }
}

function objectOf(document: OpenApi, schema: Schema, depth: number): Record<string, unknown> {
  const all = Object.entries(schema.properties ?? {});
  const wanted = all.filter(([name]) => schema.required?.includes(name));
  return Object.fromEntries(
    (wanted.length > 0 ? wanted : all).map(([name, part]) => [name, exampleOf(document, part, depth + 1)]),
  );
}

/** The operation as a line of a shell. */
export function curlOf(document: OpenApi, operation: Operation, origin: string): string {
  const { method, path, parameters, body, security } = operation;
  const query = parameters
    .filter((parameter) => parameter.in === 'query' && parameter.required)
    .map(({ name }) => `${encodeURIComponent(name)}=${name.toUpperCase()}`);
  const address = origin + path.replace(/{(\w+)}/g, (_, name: string) => name.toUpperCase());
  const lines = [`curl ${method === 'get' ? '' : `-X ${method.toUpperCase()} `}"${[address, ...query].join('?')}"`];
  if (security.length > 0)
    lines.push(
      `-H "Authorization: Bearer $${security.includes('clientKey') ? 'GRATIS_API_KEY' : 'GRATIS_ADMIN_TOKEN'}"`,
    );
  const schema = body?.content?.['application/json'];
  if (schema === undefined) return lines.join(' \\\n  ');
  const example = schema.example ?? exampleOf(document, schema.schema ?? {});
  lines.push('-H "Content-Type: application/json"', `-d @- <<'JSON'\n${JSON.stringify(example, null, 2)}\nJSON`);
  return lines.join(' \\\n  ');
}
