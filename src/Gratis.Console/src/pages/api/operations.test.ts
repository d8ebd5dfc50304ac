import { describe, expect, it } from 'vitest';
import type { OpenApi } from '@/api/openapi';
import { curlOf, exampleOf } from './example';
import { operationsOf, resolve, sectionsOf, typeOf } from './operations';

const document: OpenApi = {
  info: { title: 'T', version: '1' },
  tags: [{ name: 'models', description: 'Ask.' }, { name: 'empty' }],
  paths: {
    '/things/{id}': {
      get: { operationId: 'getThing', tags: ['other'], summary: 'A thing', responses: { 200: { description: 'It.' } } },
    },
    '/chat': {
      post: {
        operationId: 'chat',
        tags: ['models'],
        summary: 'Answers',
        security: [{ clientKey: [] }, { session: [] }],
        parameters: [{ $ref: '#/components/parameters/wait' }],
        requestBody: {
          content: {
            'application/json': {
              schema: { type: 'object', required: ['model'], properties: { model: { type: 'string' }, n: {} } },
            },
          },
        },
      },
    },
  },
  components: {
    parameters: { wait: { name: 'X-Wait', in: 'header' } },
    schemas: { Node: { type: 'object', properties: { next: { $ref: '#/components/schemas/Node' } } } },
  },
};

describe('the operations of a document', () => {
  it('stand under their tags, those without a description last', () =>
    expect(sectionsOf(document, '').map(({ tag, operations }) => [tag, operations.map(({ id }) => id)])).toEqual([
      ['models', ['chat']],
      ['other', ['getThing']],
    ]));

  it('are found by method, address and words', () => {
    expect(sectionsOf(document, 'GET thing').map(({ tag }) => tag)).toEqual(['other']);
    expect(sectionsOf(document, 'nothing')).toEqual([]);
  });

  it('have their references followed', () =>
    expect(operationsOf(document).find(({ id }) => id === 'chat')?.parameters).toEqual([
      { name: 'X-Wait', in: 'header' },
    ]));

  it('of a document that refers to nothing are empty there', () =>
    expect(resolve(document, { $ref: '#/components/schemas/None' })).toEqual({}));
});

describe('a type', () => {
  it('is said in a word', () => {
    expect(typeOf({ type: ['string', 'null'], format: 'date-time' })).toBe('string (date-time) | null');
    expect(typeOf({ type: 'array', items: { $ref: '#/components/schemas/Node' } })).toBe('array of Node');
    expect(typeOf({ enum: ['a', null] })).toBe('"a" | null');
    expect(typeOf({ anyOf: [{ type: 'string' }, { type: 'integer' }] })).toBe('string | integer');
  });
});

describe('an example', () => {
  it('ends where a schema holds itself', () =>
    expect(JSON.stringify(exampleOf(document, { $ref: '#/components/schemas/Node' })).length).toBeLessThan(200));

  it('holds what has to be there, as a line of a shell', () => {
    const [thing, chat] = operationsOf(document).map((operation) => curlOf(document, operation, 'http://h'));
    expect(thing).toBe('curl "http://h/things/ID"');
    expect(chat).toContain('curl -X POST "http://h/chat" \\\n  -H "Authorization: Bearer $GRATIS_API_KEY"');
    expect(chat).toContain('{\n  "model": "…"\n}\nJSON');
  });
});
