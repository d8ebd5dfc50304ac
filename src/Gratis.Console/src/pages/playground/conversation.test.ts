import { describe, expect, it } from 'vitest';
import type { Piece } from '@/api/chat';
import { emptyAnswer, messagesOf, openCalls, without, withPiece, type Answer, type Turn } from './conversation';

const question = (id: string, text = 'Hi', images: string[] = []): Turn => ({ kind: 'question', id, text, images });
const answer = (id: string, more: Partial<Answer> = {}): Answer => ({
  ...emptyAnswer(id, 'auto'),
  state: 'done',
  ...more,
});
const call = (id: string) => ({ id, type: 'function' as const, function: { name: 'weather', arguments: '{}' } });
const result = (callId: string): Turn => ({
  kind: 'tool_result',
  id: `r${callId}`,
  callId,
  name: 'weather',
  text: 'sun',
});

describe('an answer that comes in pieces', () => {
  const pieces: Piece[] = [
    { type: 'facts', facts: { route: 'groq/a', costUsd: 0 } },
    { type: 'reasoning', text: 'Hm' },
    { type: 'text', text: 'He' },
    { type: 'text', text: 'llo' },
    { type: 'tool_call', index: 0, id: 'c1', name: 'weather', arguments: '{"ci' },
    { type: 'tool_call', index: 0, id: undefined, name: undefined, arguments: 'ty":1}' },
    { type: 'facts', facts: { costUsd: 0.5 } },
  ];

  it('is put together, and keeps when its first token came', () => {
    const whole = pieces.reduce((before, piece, at) => withPiece(before, piece, at * 10), emptyAnswer('a', 'auto'));
    expect(whole).toMatchObject({
      text: 'Hello',
      reasoning: 'Hm',
      firstTokenMs: 10,
      facts: { route: 'groq/a', costUsd: 0.5 },
      calls: [{ id: 'c1', function: { name: 'weather', arguments: '{"city":1}' } }],
    });
  });

  it('that ends with an error has failed and keeps what came', () =>
    expect(withPiece(answer('a', { text: 'He' }), { type: 'error', code: 'x', message: 'Gone' }, 7)).toMatchObject({
      state: 'failed',
      text: 'He',
      ms: 7,
      error: { code: 'x', message: 'Gone' },
    }));
});

describe('tool calls', () => {
  const turns = [question('q'), answer('a', { calls: [call('1'), call('2')] })];

  it('wait until each has its result', () => {
    expect(openCalls(turns).map(({ id }) => id)).toEqual(['1', '2']);
    expect(openCalls([...turns, result('1')]).map(({ id }) => id)).toEqual(['2']);
    expect(openCalls([...turns, result('1'), result('2')])).toEqual([]);
  });

  it('wait no more when something else was asked', () => expect(openCalls([...turns, question('q2')])).toEqual([]));

  it('of an answer that goes take their results along', () =>
    expect(without([...turns, result('1'), question('q2')], 'a').map(({ id }) => id)).toEqual(['q', 'q2']));

  it('are sent only with their results', () =>
    expect(messagesOf([...turns, result('2')], '')).toEqual([
      { role: 'user', content: 'Hi' },
      { role: 'assistant', content: null, tool_calls: [call('2')] },
      { role: 'tool', tool_call_id: '2', content: 'sun' },
    ]));
});

describe('what is sent', () => {
  it('begins with the system prompt and leaves out answers that were none', () =>
    expect(messagesOf([question('q'), answer('a', { state: 'failed' }), question('r', 'So?')], 'Be brief')).toEqual([
      { role: 'system', content: 'Be brief' },
      { role: 'user', content: 'Hi' },
      { role: 'user', content: 'So?' },
    ]));

  it('holds pictures as parts', () =>
    expect(messagesOf([question('q', 'What?', ['data:image/png;base64,AA'])], ' ')).toEqual([
      {
        role: 'user',
        content: [
          { type: 'text', text: 'What?' },
          { type: 'image_url', image_url: { url: 'data:image/png;base64,AA' } },
        ],
      },
    ]));
});
