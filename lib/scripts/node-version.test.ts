import { expect, it } from "vitest";
import packageJson from "@/package.json";
import { nodeFault } from "./node-version.mjs";

it.each(["20.19.0", "20.20.2", "22.12.0", "22.23.3", "24.0.0", "24.21.0", "25.0.0", "26.1.0"])("Node.js %s serves", (version) => {
  expect(nodeFault(version)).toBeNull();
});

it.each(["12.22.0", "18.20.8", "20.18.3", "21.7.3", "22.11.0", "23.11.0"])("Node.js %s does not, in one sentence", (version) => {
  expect(nodeFault(version)).toBe(`AMI Ledger needs Node.js 20.19, 22.12, or 24 and newer. This is ${version}.`);
});

it("npm is told the same", () => expect(packageJson.engines.node).toBe("^20.19.0 || ^22.12.0 || >=24.0.0"));

it.each(["start", "dev", "demo", "test"] as const)("`npm run %s` checks it before anything else runs", (name) => {
  expect(packageJson.scripts[`pre${name}`]).toBe("node lib/scripts/node-version.mjs");
});
