// The gateway that the test host has started, and a client of it.
import OpenAI from "openai";

const { GRATIS_URL, GRATIS_CLIENT_KEY } = process.env;
if (!GRATIS_URL || !GRATIS_CLIENT_KEY) throw new Error("Expected GRATIS_URL and GRATIS_CLIENT_KEY: Clients.Node of Gratis.Gateway.Tests runs this.");

/** @param {import("openai").ClientOptions} [options] */
export const clientWith = (options = {}) => new OpenAI({ baseURL: GRATIS_URL, apiKey: GRATIS_CLIENT_KEY, ...options });

export const client = clientWith();

/** @type {import("openai").OpenAI.ChatCompletionFunctionTool} */
export const square = {
  type: "function",
  function: { name: "square", parameters: { type: "object", properties: { number: { type: "integer" } }, required: ["number"] } },
};

/**
 * Everything that comes.
 * @template T
 * @param {AsyncIterable<T> | PromiseLike<AsyncIterable<T>>} coming
 */
export async function collect(coming) {
  /** @type {T[]} */
  const all = [];
  for await (const one of await coming) all.push(one);
  return all;
}

/**
 * A fetch that remembers what went over the wire.
 * @returns {{ fetch: typeof globalThis.fetch, exchanges: { status: number, sent: number, answered: number, retryAfter: string | null }[] }}
 */
export function watchedFetch() {
  /** @type {ReturnType<typeof watchedFetch>["exchanges"]} */
  const exchanges = [];
  return {
    exchanges,
    fetch: async (input, init) => {
      const sent = performance.now();
      const response = await fetch(input, init);
      exchanges.push({ status: response.status, sent, answered: performance.now(), retryAfter: response.headers.get("Retry-After") });
      return response;
    },
  };
}
