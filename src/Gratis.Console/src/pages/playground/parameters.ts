import type { ChatRequest } from '@/api/chat';
import { messagesOf, type Turn } from './conversation';

export const formats = ['text', 'json_object', 'json_schema'] as const;
export type Format = (typeof formats)[number];

export const toolChoices = ['auto', 'required', 'none'] as const;
export type ToolChoice = (typeof toolChoices)[number];

/** What goes along with every question, as it was typed. */
export interface Parameters {
  system: string;
  temperature: string;
  topP: string;
  maxTokens: string;
  seed: string;
  format: Format;
  /** A JSON Schema, where the format wants one. */
  schema: string;
  /** A JSON array of tools. */
  tools: string;
  toolChoice: ToolChoice;
  isWebSearch: boolean;
  isStreamed: boolean;
}

export const defaults: Parameters = {
  system: '',
  temperature: '',
  topP: '',
  maxTokens: '',
  seed: '',
  format: 'text',
  schema: '',
  tools: '',
  toolChoice: 'auto',
  isWebSearch: false,
  isStreamed: true,
};

export type Fault = 'number' | 'whole' | 'json' | 'tools' | 'schema';

/** What of it cannot be sent, and why. */
export function faultsOf(parameters: Parameters): Partial<Record<keyof Parameters, Fault>> {
  const { temperature, topP, maxTokens, seed, format, schema, tools } = parameters;
  const faults: Partial<Record<keyof Parameters, Fault>> = {};
  if (!isNumber(temperature, 0, 2)) faults.temperature = 'number';
  if (!isNumber(topP, 0, 1)) faults.topP = 'number';
  if (!isWhole(maxTokens, 1)) faults.maxTokens = 'whole';
  if (!isWhole(seed, Number.MIN_SAFE_INTEGER)) faults.seed = 'whole';
  if (tools.trim() !== '') {
    const list = parsed(tools);
    if (list === undefined) faults.tools = 'json';
    else if (!Array.isArray(list) || !list.every(isTool)) faults.tools = 'tools';
  }
  if (format === 'json_schema') {
    const shape = parsed(schema);
    if (shape === undefined) faults.schema = 'json';
    else if (!isRecord(shape)) faults.schema = 'schema';
  }
  return faults;
}

/** What is asked, as it goes over the wire; only when there are no faults. */
export function requestOf(model: string, turns: readonly Turn[], parameters: Parameters): ChatRequest {
  const { system, temperature, topP, maxTokens, seed, format, schema, tools, toolChoice, isStreamed } = parameters;
  return {
    model,
    messages: messagesOf(turns, system),
    ...(temperature.trim() !== '' && { temperature: Number(temperature) }),
    ...(topP.trim() !== '' && { top_p: Number(topP) }),
    ...(maxTokens.trim() !== '' && { max_tokens: Number(maxTokens) }),
    ...(seed.trim() !== '' && { seed: Number(seed) }),
    ...(format === 'json_object' && { response_format: { type: format } }),
    ...(format === 'json_schema' && { response_format: { type: format, json_schema: named(parsed(schema)) } }),
    ...(tools.trim() !== '' && { tools: parsed(tools), ...(toolChoice !== 'auto' && { tool_choice: toolChoice }) }),
    ...(isStreamed && { stream: true, stream_options: { include_usage: true } }),
  };
}

/** Both the bare schema and OpenAI's wrapping of it are what people paste. */
const named = (shape: unknown) =>
  isRecord(shape) && isRecord(shape['schema'])
    ? { name: 'answer', ...shape }
    : { name: 'answer', strict: true, schema: shape };

const isTool = (tool: unknown) =>
  isRecord(tool) &&
  typeof tool['type'] === 'string' &&
  (tool['type'] !== 'function' || (isRecord(tool['function']) && typeof tool['function']['name'] === 'string'));

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isNumber = (text: string, least: number, most: number) =>
  text.trim() === '' || (Number(text) >= least && Number(text) <= most);

const isWhole = (text: string, least: number) =>
  text.trim() === '' || (Number.isSafeInteger(Number(text)) && Number(text) >= least);

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
