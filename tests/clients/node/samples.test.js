import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import ts from "typescript";

/** @param {string} name */
function compiled(name) {
  const source = readFileSync(new URL(`../../../samples/typescript/${name}`, import.meta.url), "utf8");
  const { outputText, diagnostics } = ts.transpileModule(source, { reportDiagnostics: true, compilerOptions: { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2023 } });
  assert.deepEqual(diagnostics?.map((said) => said.messageText), []);
  return outputText;
}

test("the sample of the openai package chats, streams and calls a function", () => {
  const program = compiled("openai-chat.ts").replaceAll('"auto"', '"mine/able"');

  const said = execFileSync(process.execPath, ["--input-type=module"], { input: program, cwd: import.meta.dirname, encoding: "utf8" });

  assert.deepEqual(said.trim().split("\n"), ["hello", "mine/able=served", "one two", "call_1 gave 49"]);
});

test("the sample of LangChain is TypeScript", () => {
  assert.match(compiled("langchain-chat.ts"), /baseURL/);
});
