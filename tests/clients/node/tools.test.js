import assert from "node:assert/strict";
import { test } from "node:test";
import { client, square } from "./world.js";

/** @param {{ number: number }} asked */
const squared = ({ number }) => String(number ** 2);

test("it is asked for a tool and brings back the result", async () => {
  /** @type {import("openai").OpenAI.ChatCompletionMessageParam[]} */
  const messages = [{ role: "user", content: "What is 7 squared?" }];
  const asked = (await client.chat.completions.create({ model: "mine/able", messages, tools: [square] })).choices[0];
  const call = asked?.message.tool_calls?.[0];
  assert.ok(asked && call?.type === "function");
  assert.deepEqual([asked.finish_reason, call.function.name], ["tool_calls", "square"]);
  messages.push(asked.message, { role: "tool", tool_call_id: call.id, content: squared(JSON.parse(call.function.arguments)) });

  const answered = await client.chat.completions.create({ model: "mine/able", messages, tools: [square] });

  assert.equal(answered.choices[0]?.message.content, "call_1 gave 49");
});

test("it puts a streamed tool call together", async () => {
  const stream = client.chat.completions.stream({ model: "mine/able", messages: [{ role: "user", content: "What is 7 squared?" }], tools: [square] });
  const call = (await stream.finalChatCompletion()).choices[0]?.message.tool_calls?.[0];

  assert.ok(call?.type === "function");
  assert.deepEqual([call.id, call.function.name, call.function.arguments], ["call_1", "square", '{"number":7}']);
});

test("its helper runs the tools by itself", async () => {
  const runner = client.chat.completions.runTools({
    model: "mine/able",
    messages: [{ role: "user", content: "What is 7 squared?" }],
    tools: [{ type: "function", function: { name: "square", description: "Squares a number.", parameters: square.function.parameters ?? {}, parse: JSON.parse, function: squared } }],
  });

  assert.equal(await runner.finalContent(), "call_1 gave 49");
});
