import { queryOptions } from '@tanstack/react-query';
import { api } from './client';

export interface Ref {
  $ref: string;
}

/** A schema as OpenAPI 3.1 has it, as far as it is shown. */
export interface Schema {
  $ref?: string;
  type?: string | readonly string[];
  format?: string;
  description?: string;
  enum?: readonly unknown[];
  const?: unknown;
  default?: unknown;
  example?: unknown;
  minimum?: number;
  maximum?: number;
  required?: readonly string[];
  properties?: Record<string, Schema>;
  additionalProperties?: boolean | Schema;
  items?: Schema;
  anyOf?: readonly Schema[];
  oneOf?: readonly Schema[];
  allOf?: readonly Schema[];
}

export interface Parameter {
  name: string;
  in: 'path' | 'query' | 'header' | 'cookie';
  required?: boolean;
  description?: string;
  schema?: Schema;
}

export type Content = Record<string, { schema?: Schema; example?: unknown }>;

export interface Body {
  description?: string;
  required?: boolean;
  content?: Content;
}

export interface Answer {
  description?: string;
  content?: Content;
  headers?: Record<string, Ref | { description?: string; schema?: Schema }>;
}

export interface RawOperation {
  operationId?: string;
  tags?: readonly string[];
  summary?: string;
  description?: string;
  parameters?: readonly (Ref | Parameter)[];
  requestBody?: Ref | Body;
  responses?: Record<string, Ref | Answer>;
  security?: readonly Record<string, unknown>[];
}

export interface OpenApi {
  info: { title: string; version: string; description?: string };
  tags?: readonly { name: string; description?: string }[];
  paths: Record<string, Record<string, RawOperation>>;
  components?: Record<string, Record<string, unknown>>;
}

/** It changes with the program only. */
export const openApiQuery = queryOptions({
  queryKey: ['openapi'],
  queryFn: ({ signal }) => api.get<OpenApi>('/openapi.json', { signal }),
  staleTime: Infinity,
});
