import assert from "node:assert/strict";
import { test } from "node:test";
import { client, collect } from "./world.js";

/** @type {import("openai").OpenAI.ChatCompletionMessageParam[]} */
const messages = [{ role: "user", content: "Count." }];

test("it streams and learns the usage", async () => {
  const chunks = await collect(client.chat.completions.create({ model: "mine/able", messages, stream: true, stream_options: { include_usage: true } }));

  assert.deepEqual(chunks.flatMap((chunk) => chunk.choices[0]?.delta.content ?? []), ["one ", "two"]);
  assert.deepEqual(chunks.flatMap((chunk) => chunk.choices[0]?.finish_reason ?? []), ["stop"]);
  assert.equal(chunks.at(-1)?.usage?.total_tokens, 5);
});

test("who does not ask for the usage gets no chunk of it", async () => {
  const chunks = await collect(client.chat.completions.create({ model: "mine/able", messages, stream: true }));

  assert.ok(chunks.every((chunk) => chunk.choices.length === 1 && !chunk.usage));
});

test("its helper collects a stream into a completion", async () => {
  const completion = await client.chat.completions.stream({ model: "mine/able", messages }).finalChatCompletion();

  assert.equal(completion.choices[0]?.message.content, "one two");
});
