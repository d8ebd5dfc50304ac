import assert from "node:assert/strict";
import { test } from "node:test";
import OpenAI from "openai";
import { client, collect } from "./world.js";

test("it lists the models", async () => {
  const models = await collect(client.models.list());

  assert.ok(models.some((model) => model.id === "mine/able"));
  assert.ok(models.every((model) => model.object === "model" && model.owned_by && Number.isInteger(model.created)));
});

test("it finds a model by its name", async () => {
  assert.equal((await client.models.retrieve("mine/able")).id, "mine/able");
  await assert.rejects(client.models.retrieve("mine/nothing"), OpenAI.NotFoundError);
});
