import assert from "node:assert/strict";
import { test } from "node:test";
import { client } from "./world.js";

test("the answer follows its schema", async () => {
  const schema = { type: "object", properties: { x: { type: "integer" }, y: { type: "integer" } }, required: ["x", "y"], additionalProperties: false };
  const completion = await client.chat.completions.parse({
    model: "mine/able",
    messages: [{ role: "user", content: "A point." }],
    response_format: { type: "json_schema", json_schema: { name: "point", strict: true, schema } },
  });

  assert.deepEqual(JSON.parse(completion.choices[0]?.message.content ?? ""), { x: 1, y: 2 });
});
