import { describe, expect, it } from 'vitest';
import { emptyAnswer } from './conversation';
import { groupModels } from './modelGroups';
import { defaults, faultsOf, requestOf } from './parameters';
import {
  answerCall,
  compare,
  editTurn,
  redrawn,
  removeTurn,
  resendTurn,
  startLane,
  withQuestion,
  withTurn,
} from './playground';
import { python, shortened, snippetOf } from './snippets';

const asked = () => {
  const two = withQuestion(compare({ lanes: [startLane('auto')], parameters: defaults }, true), 'Hi', []);
  const [one, other] = two.lanes;
  if (one === undefined || other === undefined) throw new Error('There are two.');
  const both = withTurn(withTurn(two, one.id, { ...emptyAnswer('a', 'auto'), state: 'done', text: 'A' }), other.id, {
    ...emptyAnswer('b', 'auto'),
    state: 'done',
    text: 'B',
  });
  return { both, one: one.id, other: other.id, question: one.turns[0]?.id ?? '' };
};
const idsOf = ({ lanes }: { lanes: readonly { turns: readonly { id: string }[] }[] }) =>
  lanes.map((lane) => lane.turns.map((turn) => turn.id));

describe('two models side by side', () => {
  it('are asked the same', () => {
    const { both, question } = asked();
    expect(idsOf(both)).toEqual([
      [question, 'a'],
      [question, 'b'],
    ]);
  });

  it('are both asked again when their question changes', () => {
    const { both, one, other, question } = asked();
    const { playground, lanes } = editTurn(both, one, question, 'Ho');
    expect(lanes).toEqual([one, other]);
    expect(idsOf(playground)).toEqual([[question], [question]]);
    expect(playground.lanes[1]?.turns[0]).toMatchObject({ text: 'Ho' });
  });

  it('answer again each for itself', () => {
    const { both, other, question } = asked();
    const { playground, lanes } = resendTurn(both, other, 'b');
    expect(lanes).toEqual([other]);
    expect(idsOf(playground)).toEqual([[question, 'a'], [question]]);
  });

  it('lose a question together and an answer alone', () => {
    const { both, one, question } = asked();
    expect(idsOf(removeTurn(both, one, question))).toEqual([['a'], ['b']]);
    expect(idsOf(removeTurn(both, one, 'a'))).toEqual([[question], [question, 'b']]);
  });

  it('draw no answer that was cleared away', () => {
    const { both, one } = asked();
    const cleared = removeTurn(both, one, 'a');
    expect(redrawn(cleared, one, emptyAnswer('a', 'auto'))).toBe(cleared);
  });

  it('go on when the last tool call has its result', () => {
    const { both, one } = asked();
    const call = (id: string) => ({ id, type: 'function' as const, function: { name: 'f', arguments: '' } });
    const waiting = withTurn(both, one, { ...emptyAnswer('a', 'auto'), state: 'done', calls: [call('1'), call('2')] });
    const first = answerCall(waiting, one, '1', 'x');
    expect(first.lanes).toEqual([]);
    expect(answerCall(first.playground, one, '2', 'y').lanes).toEqual([one]);
  });
});

describe('parameters', () => {
  it('are sent only where they were set', () =>
    expect(requestOf('auto', [], { ...defaults, temperature: '0', isStreamed: false })).toEqual({
      model: 'auto',
      messages: [],
      temperature: 0,
    }));

  it('wrap a bare schema and take a wrapped one as it is', () => {
    const schema = { type: 'object' };
    const formatOf = (text: string) =>
      requestOf('auto', [], { ...defaults, format: 'json_schema', schema: text })['response_format'];
    expect(formatOf(JSON.stringify(schema))).toEqual({
      type: 'json_schema',
      json_schema: { name: 'answer', strict: true, schema },
    });
    expect(formatOf(JSON.stringify({ name: 'n', schema }))).toEqual({
      type: 'json_schema',
      json_schema: { name: 'n', schema },
    });
  });

  it('say what is wrong with them', () =>
    expect(
      faultsOf({
        ...defaults,
        temperature: '3',
        topP: 'x',
        maxTokens: '0',
        seed: '1.5',
        tools: '{}',
        format: 'json_schema',
      }),
    ).toEqual({
      temperature: 'number',
      topP: 'number',
      maxTokens: 'whole',
      seed: 'whole',
      tools: 'tools',
      schema: 'json',
    }));
});

describe('the picker', () => {
  const model = (id: string, owned_by: string, kind?: 'chat' | 'embedding') => ({
    id,
    owned_by,
    ...(kind && { kind }),
  });

  it('begins with virtual models and leaves out what cannot chat', () =>
    expect(
      groupModels(
        [model('z/m', 'z', 'chat'), model('auto', 'gratis'), model('a/m', 'a', 'chat'), model('a/e', 'a', 'embedding')],
        'auto',
      ),
    ).toEqual([
      { provider: null, ids: ['auto'] },
      { provider: 'a', ids: ['a/m'] },
      { provider: 'z', ids: ['z/m'] },
    ]));

  it('keeps what was chosen and is gone', () =>
    expect(groupModels([model('auto', 'gratis')], 'x/y')).toEqual([{ provider: null, ids: ['x/y', 'auto'] }]));
});

describe('a request as code', () => {
  const request = {
    model: 'auto',
    messages: [{ role: 'user' as const, content: 'It\'s """ok"""\nJSON' }],
    stream: true,
  };
  const of = (language: 'curl' | 'csharp' | 'python' | 'typescript', isWebSearch = false) =>
    snippetOf(language, { origin: 'http://127.0.0.1:8000', request, isWebSearch });

  it('cannot be ended by what was said', () => {
    expect(of('curl').match(/^JSON$/gm)).toHaveLength(1);
    expect(of('csharp')).toContain('const string body = """\n');
  });

  it('goes to the search where the search is on', () => {
    for (const language of ['curl', 'csharp', 'python', 'typescript'] as const)
      expect(of(language, true)).toContain('/chat/completions/web-search');
  });

  it('writes values as Python does', () =>
    expect(python({ a: [true, null, 1.5], b: {} })).toBe(
      '{\n    "a": [\n        True,\n        None,\n        1.5,\n    ],\n    "b": {},\n}',
    ));

  it('shows pictures short', () =>
    expect(shortened(`"data:image/png;base64,${'A'.repeat(100)}"`)).toBe(`"data:image/png;base64,${'A'.repeat(16)}…"`));
});
