/** `npm run licenses`: what is installed for production, by licence. Ends with 1 where one is not allowed. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { ROOT } from "./child";
import { type Dependency, isAllowed, type Lock, productionDependencies } from "./dependency-licenses";

const lock: Lock = JSON.parse(await readFile(join(ROOT, "package-lock.json"), "utf8"));
const dependencies = productionDependencies(lock);
for (const license of new Set(dependencies.map((one) => one.license).toSorted())) {
  print(
    license,
    dependencies.filter((one) => one.license === license),
  );
}

const refused = dependencies.filter(({ license }) => !isAllowed(license));
for (const { name, license } of refused)
  console.error(`${name}: expected a licence that asks for no more than a notice, not ${license ?? "none"}.`);
process.exitCode = refused.length === 0 ? 0 : 1;

function print(license: string | null, some: readonly Dependency[]): void {
  console.log(`${license ?? "No licence named"} (${some.length})`);
  for (const { name } of some) console.log(`  ${name}`);
}
