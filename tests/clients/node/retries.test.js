import assert from "node:assert/strict";
import { test } from "node:test";
import { clientWith, watchedFetch } from "./world.js";

test("it waits as long as the gateway says and is served then", async () => {
  const { fetch, exchanges } = watchedFetch();
  const completion = await clientWith({ fetch }).chat.completions.create({ model: "mine/limited", messages: [{ role: "user", content: "Hello!" }] });

  assert.equal(completion.choices[0]?.message.content, "hello");
  const [refused, served] = exchanges;
  assert.ok(refused && served && exchanges.length === 2);
  assert.deepEqual([refused.status, refused.retryAfter, served.status], [429, "2", 200]);
  // Its own first retry would come within a second.
  assert.ok(served.sent - refused.answered >= 1950, `it came back after ${served.sent - refused.answered} ms`);
});
