import { queryOptions } from '@tanstack/react-query';
import { api } from './client';
import type { Config, ValueSource } from './config';

/** A JSON Schema, as far as the console reads it. */
export interface JsonSchema {
  type?: string | readonly string[];
  description?: string;
  default?: unknown;
  enum?: readonly unknown[];
  anyOf?: readonly JsonSchema[];
  minimum?: number;
  maximum?: number;
  exclusiveMinimum?: number;
  properties?: Record<string, JsonSchema>;
  items?: JsonSchema;
  additionalProperties?: boolean | JsonSchema;
  $ref?: string;
}

/** It changes with the program only. */
export const configSchemaQuery = queryOptions({
  queryKey: ['config', 'schema'],
  queryFn: ({ signal }) => api.get<JsonSchema>('/admin/api/config/schema', { signal }),
  staleTime: Infinity,
});

/** All of the config, whatever is in it. */
export type WholeConfig = Config & Record<string, unknown>;

export type { ValueSource };

/** One value of it, by its path; null takes a change back. */
export function patchOf(key: string, value: unknown): Record<string, unknown> {
  const [first = '', ...rest] = key.split('.');
  return { [first]: rest.length === 0 ? value : patchOf(rest.join('.'), value) };
}
