import type { AnswerFacts, ChatMessage, ContentPart, Piece, ToolCall } from '@/api/chat';

/** What somebody wrote. */
export interface Question {
  kind: 'question';
  id: string;
  text: string;
  /** As data URLs. */
  images: readonly string[];
}

/** What a tool gave back; the person at the screen is the tool. */
export interface ToolResult {
  kind: 'tool_result';
  id: string;
  callId: string;
  name: string;
  text: string;
}

/** What a model said, and how it came about. */
export interface Answer {
  kind: 'answer';
  id: string;
  /** What was asked for; the route that answered is in the facts. */
  model: string;
  state: 'running' | 'done' | 'stopped' | 'failed';
  text: string;
  reasoning: string;
  calls: readonly ToolCall[];
  facts: Partial<AnswerFacts>;
  inputTokens: number | null;
  outputTokens: number | null;
  firstTokenMs: number | null;
  ms: number | null;
  finish: string | null;
  error: { code: string; message: string } | null;
}

export type Turn = Question | ToolResult | Answer;

/** One conversation with one model; two of them stand side by side when models are compared. */
export interface Lane {
  id: string;
  model: string;
  turns: readonly Turn[];
}

export const emptyAnswer = (id: string, model: string): Answer => ({
  kind: 'answer',
  id,
  model,
  state: 'running',
  text: '',
  reasoning: '',
  calls: [],
  facts: {},
  inputTokens: null,
  outputTokens: null,
  firstTokenMs: null,
  ms: null,
  finish: null,
  error: null,
});

/** The answer with one piece more, that came so long after the question. */
export function withPiece(answer: Answer, piece: Piece, ms: number): Answer {
  const firstTokenMs = answer.firstTokenMs ?? ms;
  switch (piece.type) {
    case 'facts':
      return { ...answer, facts: { ...answer.facts, ...piece.facts } };
    case 'text':
      return { ...answer, firstTokenMs, text: answer.text + piece.text };
    case 'reasoning':
      return { ...answer, firstTokenMs, reasoning: answer.reasoning + piece.text };
    case 'tool_call':
      return { ...answer, firstTokenMs, calls: withCall(answer.calls, piece) };
    case 'tokens':
      return { ...answer, inputTokens: piece.input, outputTokens: piece.output };
    case 'finish':
      return { ...answer, finish: piece.reason };
    case 'error':
      return { ...answer, state: 'failed', ms, error: { code: piece.code, message: piece.message } };
  }
}

/** Calls come in parts too: the first has the name, the others more of the arguments. */
function withCall(calls: readonly ToolCall[], part: Extract<Piece, { type: 'tool_call' }>): ToolCall[] {
  const next = [...calls];
  const before = next[part.index];
  next[part.index] = {
    id: part.id ?? before?.id ?? `call_${part.index}`,
    type: 'function',
    function: {
      name: part.name ?? before?.function.name ?? '',
      arguments: (before?.function.arguments ?? '') + part.arguments,
    },
  };
  return next.filter(Boolean);
}

/** The calls of the last answer that nobody has answered yet. */
export function openCalls(turns: readonly Turn[]): ToolCall[] {
  const at = turns.findLastIndex((turn) => turn.kind === 'answer');
  const answer = turns[at];
  if (answer?.kind !== 'answer' || answer.state !== 'done') return [];
  const results = turns.slice(at + 1);
  if (results.some((turn) => turn.kind === 'question')) return [];
  return answer.calls.filter((call) => !results.some((turn) => turn.kind === 'tool_result' && turn.callId === call.id));
}

/** Everything up to this turn, without it. */
export function before(turns: readonly Turn[], id: string): readonly Turn[] {
  const at = turns.findIndex((turn) => turn.id === id);
  return at < 0 ? turns : turns.slice(0, at);
}

/** Without this turn, and without the results of its tool calls: no provider takes a result that nobody asked for. */
export function without(turns: readonly Turn[], id: string): readonly Turn[] {
  const gone = turns.find((turn) => turn.id === id);
  const calls = gone?.kind === 'answer' ? gone.calls.map((call) => call.id) : [];
  return turns.filter((turn) => turn.id !== id && !(turn.kind === 'tool_result' && calls.includes(turn.callId)));
}

/** What is sent of it. An answer that failed was none, and a call without a result is refused by every provider. */
export function messagesOf(turns: readonly Turn[], system: string): ChatMessage[] {
  const answered = new Set(turns.flatMap((turn) => (turn.kind === 'tool_result' ? [turn.callId] : [])));
  const said = turns.flatMap((turn) => messageOf(turn, answered) ?? []);
  return system.trim() === '' ? said : [{ role: 'system', content: system }, ...said];
}

function messageOf(turn: Turn, answered: ReadonlySet<string>): ChatMessage | null {
  switch (turn.kind) {
    case 'question':
      return { role: 'user', content: turn.images.length === 0 ? turn.text : partsOf(turn) };
    case 'tool_result':
      return { role: 'tool', tool_call_id: turn.callId, content: turn.text };
    case 'answer': {
      const calls = turn.calls.filter((call) => answered.has(call.id));
      if (turn.text === '' && calls.length === 0) return null;
      return {
        role: 'assistant',
        content: turn.text === '' ? null : turn.text,
        ...(calls.length > 0 && { tool_calls: calls }),
      };
    }
  }
}

const partsOf = ({ text, images }: Question): ContentPart[] => [
  ...(text === '' ? [] : [{ type: 'text' as const, text }]),
  ...images.map((url) => ({ type: 'image_url' as const, image_url: { url } })),
];
