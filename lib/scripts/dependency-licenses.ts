/** A package that the lock file has for production, and the licence that it says it is under. */
export interface Dependency {
  /** With the version: `zod@4.6.7`. */
  name: string;
  /** An SPDX expression, or null where the package names none. */
  license: string | null;
}

/** The parts of package-lock.json that are read. */
export interface Lock {
  packages: Record<string, { name?: string; version?: string; license?: string; dev?: boolean; devOptional?: boolean }>;
}

/** Licences that let the app be used and handed on with no more than a notice. */
const ALLOWED = new Set([
  "0BSD",
  "Apache-2.0",
  "BSD-2-Clause",
  "BSD-3-Clause",
  "BlueOak-1.0.0",
  "CC-BY-4.0",
  "CC0-1.0",
  "ISC",
  "MIT",
  "OFL-1.1",
]);

/** Licences written otherwise than SPDX has them. */
const MEANT: Readonly<Record<string, string>> = { "SIL OPEN FONT LICENSE": "OFL-1.1" };

/** Next.js has it to make pictures smaller. The app has none, and the build leaves it out (next.config.js). */
const LEFT_OUT = /^(?:sharp|@img\/.+)@/;

/** A platform's binary of Next.js, of which the lock file made on another platform knows the version alone. Only the build uses it. */
const COMPILER = /^@next\/swc-.+@/;

/** What the lock file installs for production, in order of names. */
export function productionDependencies({ packages }: Lock): Dependency[] {
  return Object.entries(packages)
    .filter(([path, { dev, devOptional }]) => path !== "" && !dev && !devOptional)
    .map(([path, { name, version, license }]) => ({
      name: `${name ?? path.replace(/^.*node_modules\//, "")}@${version}`,
      license: license === undefined ? null : (MEANT[license] ?? license),
    }))
    .filter(({ name }) => !LEFT_OUT.test(name) && !COMPILER.test(name))
    .toSorted((a, b) => a.name.localeCompare(b.name, "en"));
}

/** Whether nothing but a notice is asked for. Of alternatives (`OR`) one suffices, of what is joined (`AND`) each must do. */
export function isAllowed(license: string | null): boolean {
  if (license === null) return false;
  const alternatives = license.replace(/^\((.*)\)$/, "$1").split(" OR ");
  return alternatives.some((alternative) => alternative.split(" AND ").every((one) => ALLOWED.has(one)));
}
