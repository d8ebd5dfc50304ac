import assert from "node:assert/strict";
import { test } from "node:test";
import { client } from "./world.js";

const expected = [[0.5, -0.25], [1, 0]];

// It asks for base64 by itself, and takes what comes for that: also what a provider writes in numbers.
for (const model of ["mine/vectors", "mine/plain-vectors"])
  test(`it embeds with ${model}`, async () => {
    const embedded = await client.embeddings.create({ model, input: ["a", "b"] });

    assert.deepEqual(embedded.data.map((vector) => vector.embedding), expected);
    assert.equal(embedded.usage.total_tokens, 2);
  });

test("it embeds in numbers where it asks for them", async () => {
  const embedded = await client.embeddings.create({ model: "mine/vectors", input: ["a", "b"], encoding_format: "float" });

  assert.deepEqual(embedded.data.map((vector) => vector.embedding), expected);
});
