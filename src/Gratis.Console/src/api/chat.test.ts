import { describe, expect, it } from 'vitest';
import { factsOfComment, factsOfHeaders, piecesOf, trailOf } from './chat';

describe('how an answer came about', () => {
  it('is read from the headers', () =>
    expect(
      factsOfHeaders(
        new Headers({
          'X-Gateway-Request-Id': 'req-1',
          'X-Gateway-Route': 'groq/a',
          'X-Gateway-Attempts': '2',
          'X-Gateway-Trail': 'gemini/b=rate_limited, groq/a=served',
          'X-Gateway-Cost-USD': '0',
        }),
      ),
    ).toMatchObject({ requestId: 'req-1', route: 'groq/a', attempts: 2, costUsd: 0, spill: null, tier: null }));

  it('is read from the comments of a stream that had to wait', () =>
    expect(
      factsOfComment('gateway route=groq/a=b attempts=2 trail=x/y=timeout, groq/a=b=served tier=large (tools)'),
    ).toEqual({
      route: 'groq/a=b',
      attempts: 2,
      trail: [
        { route: 'x/y', verdict: 'timeout' },
        { route: 'groq/a=b', verdict: 'served' },
      ],
      tier: 'large (tools)',
      isSchemaPrompted: false,
    }));

  it('says at the end what it cost', () => {
    expect(factsOfComment('x-gateway-cost-usd=0.0000012')).toEqual({ costUsd: 0.0000012 });
    expect(factsOfComment('x-gateway-spill=free_exhausted')).toEqual({ spill: 'free_exhausted' });
    expect(factsOfComment('keep-alive')).toEqual({});
  });

  it('has no steps where nothing was called', () => expect(trailOf('')).toEqual([]));
});

describe('the pieces of an answer', () => {
  it('are the same of a chunk and of a whole', () => {
    const said = {
      content: 'Hi',
      reasoning: 'Why',
      tool_calls: [{ id: 'c', function: { name: 'f', arguments: '{}' } }],
    };
    const expected = [
      { type: 'reasoning', text: 'Why' },
      { type: 'text', text: 'Hi' },
      { type: 'tool_call', index: 0, id: 'c', name: 'f', arguments: '{}' },
      { type: 'finish', reason: 'stop' },
      { type: 'tokens', input: 1, output: null },
    ];
    const usage = { prompt_tokens: 1 };
    expect(piecesOf({ choices: [{ delta: said, finish_reason: 'stop' }], usage })).toEqual(expected);
    expect(piecesOf({ choices: [{ message: said, finish_reason: 'stop' }], usage })).toEqual(expected);
  });

  it('are an error where the stream tells one', () =>
    expect(piecesOf({ error: { message: 'Gone', code: 'upstream_error' } })).toEqual([
      { type: 'error', code: 'upstream_error', message: 'Gone' },
    ]));

  it('are none of a last chunk without choices', () => expect(piecesOf({ choices: [] })).toEqual([]));
});
