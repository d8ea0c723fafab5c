import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";

const BUILD = join(import.meta.dirname, "../../.next");

/** The paths of every page and route of the build, as its own lists name them: `/images/[id]`. */
export async function pathsOfTheBuild(): Promise<string[]> {
  const manifest: Record<string, string> = JSON.parse(await readFile(join(BUILD, "app-path-routes-manifest.json"), "utf8"));
  return [...new Set(Object.values(manifest))];
}

/** A path with something in place of what it leaves open. */
export const filledIn = (path: string): string => path.replaceAll(/\[+(?:\.\.\.)?\w+\]+/g, "x");

/** A file that a browser may load: its address, and what is in it. */
interface BrowserFile {
  path: string;
  text: string;
}

/** Everything of the build that browsers load. */
export async function browserFiles(): Promise<BrowserFile[]> {
  const folder = join(BUILD, "static");
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return Promise.all(
    entries
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) => join(parentPath, name))
      .map(async (file) => ({ path: `/_next/static${file.slice(folder.length)}`, text: await readFile(file, "latin1") })),
  );
}
