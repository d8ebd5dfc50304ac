import { api } from './client';
import { readEvents } from './events';

export type ContentPart = { type: 'text'; text: string } | { type: 'image_url'; image_url: { url: string } };

export interface ToolCall {
  id: string;
  type: 'function';
  function: { name: string; arguments: string };
}

export type ChatMessage =
  | { role: 'system'; content: string }
  | { role: 'user'; content: string | ContentPart[] }
  | { role: 'assistant'; content: string | null; tool_calls?: ToolCall[] }
  | { role: 'tool'; tool_call_id: string; content: string };

/** What is asked; whatever else stands in it goes along. */
export interface ChatRequest {
  model: string;
  messages: ChatMessage[];
  stream?: boolean | undefined;
  [parameter: string]: unknown;
}

/** How an answer came about, as the gateway says it in headers and comments. */
export interface AnswerFacts {
  requestId: string | null;
  route: string | null;
  attempts: number | null;
  trail: TrailStep[];
  costUsd: number | null;
  spill: string | null;
  tier: string | null;
  dropped: string | null;
  isSchemaPrompted: boolean;
}

export interface TrailStep {
  route: string;
  verdict: string;
}

/** A piece of an answer, in the order in which they come. */
export type Piece =
  | { type: 'facts'; facts: Partial<AnswerFacts> }
  | { type: 'text'; text: string }
  | { type: 'reasoning'; text: string }
  | { type: 'tool_call'; index: number; id: string | undefined; name: string | undefined; arguments: string }
  | { type: 'tokens'; input: number | null; output: number | null }
  | { type: 'finish'; reason: string }
  | { type: 'error'; code: string; message: string };

export const chatPath = (isWebSearch: boolean) => `/v1/chat/completions${isWebSearch ? '/web-search' : ''}`;

/** Asks, and tells the answer while it comes. What is refused before it has begun is thrown, as everywhere. */
export async function* chat(request: ChatRequest, isWebSearch: boolean, signal: AbortSignal): AsyncGenerator<Piece> {
  const response = await api.open('POST', chatPath(isWebSearch), request, { signal });
  yield { type: 'facts', facts: factsOfHeaders(response.headers) };
  if (response.body === null || !(response.headers.get('Content-Type') ?? '').startsWith('text/event-stream')) {
    yield* piecesOf(await response.json());
    return;
  }

  const comments: string[] = [];
  let isWhole = false;
  for await (const { data } of readEvents(response.body, (comment) => comments.push(comment))) {
    yield* comments.splice(0).map((comment): Piece => ({ type: 'facts', facts: factsOfComment(comment) }));
    if (data === '[DONE]') isWhole = true;
    else
      for (const piece of piecesOf(JSON.parse(data))) {
        isWhole ||= piece.type === 'error';
        yield piece;
      }
  }
  yield* comments.map((comment): Piece => ({ type: 'facts', facts: factsOfComment(comment) }));
  if (!isWhole) yield { type: 'error', code: 'stream_broken', message: 'The stream ended before the answer did.' };
}

export function factsOfHeaders(headers: Headers): AnswerFacts {
  const text = (name: string) => headers.get(`X-Gateway-${name}`);
  return {
    requestId: text('Request-Id'),
    route: text('Route'),
    attempts: number(text('Attempts')),
    trail: trailOf(text('Trail') ?? ''),
    costUsd: number(text('Cost-USD')),
    spill: text('Spill'),
    tier: text('Tier'),
    dropped: text('Dropped-Params'),
    isSchemaPrompted: text('Structured-Output') === 'prompted',
  };
}

const told = /^gateway(?: route=(\S+))? attempts=(\d+) trail=(.*?)(?: tier=(.*?))?(?: structured-output=(\S+))?$/;

/** What headers could not say any more: a stream that had to wait, and the cost, which is known at its end. */
export function factsOfComment(comment: string): Partial<AnswerFacts> {
  const [, cost] = /^x-gateway-cost-usd=(\S+)$/.exec(comment) ?? [];
  if (cost !== undefined) return { costUsd: number(cost) };
  const [, spill] = /^x-gateway-spill=(.*)$/.exec(comment) ?? [];
  if (spill !== undefined) return { spill };
  const [whole, route, attempts, trail, tier, form] = told.exec(comment) ?? [];
  if (whole === undefined) return {};
  return {
    ...(route !== undefined && { route }),
    attempts: number(attempts),
    trail: trailOf(trail ?? ''),
    ...(tier !== undefined && { tier }),
    isSchemaPrompted: form === 'prompted',
  };
}

/** Of `route=verdict, route=verdict`; routes may hold equals signs, verdicts none. */
export function trailOf(text: string): TrailStep[] {
  return text
    .split(',')
    .map((step) => step.trim())
    .filter((step) => step.lastIndexOf('=') > 0)
    .map((step) => ({
      route: step.slice(0, step.lastIndexOf('=')),
      verdict: step.slice(step.lastIndexOf('=') + 1),
    }));
}

interface Said {
  content?: string | null;
  reasoning?: string | null;
  reasoning_content?: string | null;
  tool_calls?: { index?: number; id?: string; function?: { name?: string; arguments?: string } }[];
}

interface Answered {
  choices?: { delta?: Said; message?: Said; finish_reason?: string | null }[];
  usage?: { prompt_tokens?: number; completion_tokens?: number } | null;
  error?: { code?: string | null; message?: string };
}

/** Of a chunk of a stream, or of a whole answer. Providers leave out what they like. */
export function piecesOf(json: unknown): Piece[] {
  const { choices, usage, error } = json as Answered;
  if (error) return [{ type: 'error', code: error.code ?? 'error', message: error.message ?? '' }];
  const pieces: Piece[] = [];
  const choice = choices?.[0];
  const said = choice?.delta ?? choice?.message;
  const reasoning = said?.reasoning_content ?? said?.reasoning;
  if (reasoning) pieces.push({ type: 'reasoning', text: reasoning });
  if (said?.content) pieces.push({ type: 'text', text: said.content });
  said?.tool_calls?.forEach((call, place) =>
    pieces.push({
      type: 'tool_call',
      index: call.index ?? place,
      id: call.id,
      name: call.function?.name,
      arguments: call.function?.arguments ?? '',
    }),
  );
  if (choice?.finish_reason) pieces.push({ type: 'finish', reason: choice.finish_reason });
  if (usage)
    pieces.push({ type: 'tokens', input: usage.prompt_tokens ?? null, output: usage.completion_tokens ?? null });
  return pieces;
}

const number = (text: string | null | undefined): number | null =>
  text !== null && text !== undefined && text !== '' && Number.isFinite(Number(text)) ? Number(text) : null;
