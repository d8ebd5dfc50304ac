import assert from "node:assert/strict";
import { test } from "node:test";
import { client } from "./world.js";

test("it chats, and finds out who answered", async () => {
  const { data, response } = await client.chat.completions.create({ model: "mine/able", messages: [{ role: "user", content: "Hello!" }] }).withResponse();

  assert.equal(data.choices[0]?.message.content, "hello");
  assert.equal(data.choices[0].finish_reason, "stop");
  assert.equal(data.usage?.total_tokens, 5);
  assert.equal(response.headers.get("X-Gateway-Trail"), "mine/able=served");
});
