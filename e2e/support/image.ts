import { chmod, cp, mkdir, readdir, readFile, symlink } from "node:fs/promises";
import { join, relative } from "node:path";
import { ROOT } from "@/lib/scripts/child";

/** What the last stage of the Dockerfile says that a container is. */
export interface Image {
  /** Absolute within the image. */
  workDir: string;
  env: Record<string, string>;
  /** From the stage that builds, to the image; in order. */
  copies: { from: string; to: string }[];
  user: string;
  health: string[];
  command: string[];
}

const BUILT = "/app/";

/** @throws where an instruction is not written in the one way that is understood here. */
export async function readImage(): Promise<Image> {
  const text = await readFile(join(ROOT, "Dockerfile"), "utf8");
  const lines = text.split("\n").filter((line) => line !== "" && !line.startsWith("#"));
  const image: Image = { workDir: "/", env: {}, copies: [], user: "0", health: [], command: [] };
  for (const line of lines.slice(lines.findLastIndex((one) => one.startsWith("FROM ")) + 1)) follow(line, image);
  return image;
}

function follow(line: string, image: Image): void {
  const [, instruction = "", rest = ""] = /^(\w+) (.+)$/.exec(line) ?? [];
  switch (instruction) {
    case "WORKDIR":
      image.workDir = rest;
      return;
    case "ENV":
      for (const pair of rest.split(" ")) image.env[pair.replace(/=.*/, "")] = pair.replace(/.*?=/, "");
      return;
    case "COPY": {
      const [, from, to] = /^--from=build \/app\/(\S+) (\.\/\S*)$/.exec(rest) ?? [];
      if (from === undefined || to === undefined) throw new Error(`Expected COPY --from=build ${BUILT}… ./…, not “${line}”.`);
      image.copies.push({ from, to });
      return;
    }
    case "USER":
      image.user = rest;
      return;
    case "HEALTHCHECK":
      image.health = words(rest.replace(/^(?:--\S+ )*CMD /, ""));
      return;
    case "CMD":
      image.command = words(rest);
      return;
    case "RUN":
    case "EXPOSE":
      return;
    default:
      throw new Error(`Expected an instruction that is known here, not “${line}”.`);
  }
}

/** The form without a shell, which would not hand signals on. */
function words(json: string): string[] {
  const parsed: unknown = JSON.parse(json);
  if (!Array.isArray(parsed)) throw new Error(`Expected a list of words, not ${json}.`);
  return parsed.map(String);
}

/** Makes the directory that a container is run in, of the build that is there, for reading alone. */
export async function assemble({ copies }: Image, directory: string): Promise<void> {
  await mkdir(directory, { recursive: true });
  for (const { from, to } of copies) await cp(join(ROOT, from), join(directory, to), { recursive: true, verbatimSymlinks: true });
  await setWritable(directory, false);
}

/** Lets the owner of a tree write to it, or nobody; everybody may read. */
export async function setWritable(directory: string, writable: boolean): Promise<void> {
  await chmod(directory, 0o755);
  for (const entry of await readdir(directory, { withFileTypes: true })) {
    const path = join(directory, entry.name);
    if (entry.isDirectory()) await setWritable(path, writable);
    else if (entry.isFile()) await chmod(path, writable ? 0o644 : 0o444);
  }
  if (!writable) await chmod(directory, 0o555);
}

/** Makes a copy of what Docker sends to the build, with the packages that are installed here. */
export async function assembleContext(directory: string): Promise<void> {
  const isIgnored = ignoring(await readFile(join(ROOT, ".dockerignore"), "utf8"));
  const filter = (path: string) => path === ROOT || !isIgnored(relative(ROOT, path));
  for (const name of await readdir(ROOT)) {
    // A folder of which one file is kept is entered all the same.
    if (filter(join(ROOT, name)) || name === "deploy") await cp(join(ROOT, name), join(directory, name), { recursive: true, filter });
  }
  await symlink(join(ROOT, "node_modules"), join(directory, "node_modules"));
}

/** Docker's rules of .dockerignore, as far as they are used: `*` within a name, `**` above it, and the last line that fits decides. */
export function ignoring(text: string): (path: string) => boolean {
  const rules = text
    .split("\n")
    .filter((line) => line !== "" && !line.startsWith("#"))
    .map((line) => {
      const pattern = line.replace(/^!/, "").replaceAll(/[.+?^$()[\]{}|\\]/g, "\\$&");
      const expression = pattern.replaceAll("**/", "\0").replaceAll("*", "[^/]*").replaceAll("\0", "(?:.*/)?");
      return { ignored: !line.startsWith("!"), matches: new RegExp(`^${expression}(?:/.*)?$`) };
    });
  return (path) => rules.findLast(({ matches }) => matches.test(path))?.ignored ?? false;
}
