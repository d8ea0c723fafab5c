/**
 * `npm run lock`: makes package-lock.json good for every platform and registry. npm leaves a platform's
 * binaries out where the registry did not offer them, and `npm ci` then refuses the lock on that platform
 * and on every other. It also writes down the address of the registry that it happened to use.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const OS = ["aix", "android", "darwin", "freebsd", "linux", "netbsd", "openbsd", "openharmony", "sunos", "win32"];
const CPU = ["arm", "arm64", "ia32", "loong64", "mips64el", "ppc64", "riscv64", "s390x", "wasm32", "x64"];

const path = join(import.meta.dirname, "../../package-lock.json");
const lock = JSON.parse(readFileSync(path, "utf8"));
const { packages } = lock;

let added = 0;
for (const [parent, { dev, optionalDependencies = {} }] of Object.entries(packages)) {
  for (const [name, version] of Object.entries(optionalDependencies)) {
    if (isLocked(parent, name)) continue;
    packages[`node_modules/${name}`] = { version, ...(dev && { dev }), optional: true, ...platform(name) };
    added += 1;
  }
}
for (const entry of Object.values(packages)) delete entry.resolved;

lock.packages = Object.fromEntries(Object.entries(packages).sort(([a], [b]) => a.localeCompare(b, "en")));
writeFileSync(path, `${JSON.stringify(lock, null, 2)}\n`);
console.log(`package-lock.json: ${added} platform packages added.`);

/** Whether a package is found from another, in its own folder or in one above. */
function isLocked(parent, name) {
  const folders = parent.split("/node_modules/").map((_, depth, parts) => parts.slice(0, depth + 1).join("/node_modules/"));
  return [...folders, ""].some((folder) => `${folder === "" ? "" : `${folder}/`}node_modules/${name}` in packages);
}

/** The platform that the name of a binary tells, in npm's words. */
function platform(name) {
  const words = name.split(/[-/]/);
  const os = OS.filter((word) => words.includes(word));
  const cpu = CPU.filter((word) => words.includes(word));
  const libc = words.some((word) => word.startsWith("musl")) ? ["musl"] : words.includes("gnu") ? ["glibc"] : [];
  return {
    ...(os.length > 0 && { os }),
    ...(cpu.length > 0 && { cpu }),
    ...(os.includes("linux") && libc.length > 0 && { libc }),
  };
}
