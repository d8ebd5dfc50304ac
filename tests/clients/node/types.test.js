import { execFileSync } from "node:child_process";
import { test } from "node:test";

// The compiler says what is wrong on its standard output.
test("what these tests and the sample do fits the types of the SDK", () => {
  execFileSync(process.execPath, ["node_modules/typescript/bin/tsc", "--project", "."], { cwd: import.meta.dirname, stdio: "inherit" });
});
