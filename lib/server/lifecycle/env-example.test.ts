import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { AUTH_VARIABLES } from "@/lib/server/auth/read-auth-config";
import { CONFIG_VARIABLES } from "@/lib/server/config/config";

it(".env.example has every variable of ours that is read, once, and no other", () => {
  const example = readFileSync(join(import.meta.dirname, "../../../.env.example"), "utf8");

  const names = [...example.matchAll(/^#(LEDGER_\w+)=/gm)].map(([, name]) => name);
  expect(names.toSorted()).toEqual([...CONFIG_VARIABLES, ...AUTH_VARIABLES].toSorted());
});
