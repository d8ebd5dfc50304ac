import assert from "node:assert/strict";
import { test } from "node:test";
import OpenAI from "openai";
import { clientWith, watchedFetch } from "./world.js";

/** @type {[string, Partial<import("openai").ClientOptions>, string, Function, number, string, RegExp][]} */
const cases = [
  ["a wrong key", { apiKey: "wrong-key" }, "mine/able", OpenAI.AuthenticationError, 401, "invalid_api_key", /key/],
  ["an unknown model", {}, "mine/nothing", OpenAI.NotFoundError, 404, "model_not_found", /'mine' lists no model/],
  ["a model of another kind", {}, "mine/vectors", OpenAI.BadRequestError, 400, "unsupported_capabilities", /mine\/vectors/],
  ["what the provider refuses", {}, "mine/strict", OpenAI.BadRequestError, 400, "invalid_request", /temperature must be at most 2/],
];

for (const [what, options, model, type, status, code, words] of cases)
  test(`${what} is an error of its own type, and not asked twice`, async () => {
    const { fetch, exchanges } = watchedFetch();
    const asked = clientWith({ ...options, fetch }).chat.completions.create({ model, messages: [{ role: "user", content: "Hello!" }] });

    await assert.rejects(asked, (error) => {
      assert.ok(error instanceof type && error instanceof OpenAI.APIError);
      assert.deepEqual([error.status, error.code], [status, code]);
      assert.match(error.message, words);
      return true;
    });
    assert.equal(exchanges.length, 1);
  });
