import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { ROOT } from "./child";
import { policyFiles } from "./policy-files";

it.each(policyFiles())("$path allows what the resources are read with (if not: npm run policies)", ({ path, text }) => {
  expect(readFileSync(join(ROOT, path), "utf8")).toBe(text);
});
