import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { ROOT } from "./child";
import { isAllowed, type Lock, productionDependencies } from "./dependency-licenses";

const read = (name: string) => JSON.parse(readFileSync(join(ROOT, name), "utf8"));
const manifest: { dependencies: Record<string, string>; devDependencies: Record<string, string> } = read("package.json");
const lock: Lock = read("package-lock.json");

describe("what is installed for production", () => {
  const dependencies = productionDependencies(lock);

  it("is under licences that ask for no more than a notice", () => {
    expect(dependencies.filter(({ license }) => !isAllowed(license))).toEqual([]);
  });

  it("has every direct dependency", () => {
    const direct = Object.entries(manifest.dependencies).map(([name, version]) => `${name}@${version}`);

    expect(direct.filter((name) => !dependencies.some((one) => one.name === name))).toEqual([]);
  });

  it("has nothing that is for development alone", () => {
    expect(dependencies.filter(({ name }) => /^(?:vitest|knip|typescript)@/.test(name))).toEqual([]);
  });
});

describe("dependencies", () => {
  it("are pinned to one version each", () => {
    const versions = Object.entries({ ...manifest.dependencies, ...manifest.devDependencies });

    expect(versions.filter(([, version]) => !/^\d+\.\d+\.\d+(?:-[\w.]+)?$/.test(version))).toEqual([]);
  });
});

describe("a licence", () => {
  it.each([
    ["MIT", true],
    ["(MIT OR GPL-3.0-only)", true],
    ["MIT AND ISC AND BSD-3-Clause", true],
    ["OFL-1.1", true],
    ["GPL-3.0-only", false],
    ["MIT AND GPL-3.0-only", false],
    ["LGPL-3.0-or-later", false],
    ["(MIT OR ISC) AND AGPL-3.0-only", false],
    ["SEE LICENSE IN LICENSE", false],
    ["UNLICENSED", false],
    ["", false],
    [null, false],
  ])("%j is allowed: %s", (license, allowed) => expect(isAllowed(license)).toBe(allowed));
});

describe("the list", () => {
  it("tells a licence that is not named, of a package within another too", () => {
    const packages = {
      "": { version: "1.0.0" },
      "node_modules/a/node_modules/@b/c": { version: "2.0.0" },
      "node_modules/d": { version: "1.0.0", dev: true },
    };

    expect(productionDependencies({ packages })).toEqual([{ name: "@b/c@2.0.0", license: null }]);
  });
});
