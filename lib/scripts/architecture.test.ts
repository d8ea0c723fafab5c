import { execFile } from "node:child_process";
import { copyFile, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, posix } from "node:path";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { ROOT } from "./child";

const RULE = "noRestrictedImports";
const RESTRICTED = z.object({
  includes: z.array(z.string()),
  linter: z.object({
    rules: z.object({
      style: z.object({
        [RULE]: z.object({ options: z.object({ patterns: z.tuple([z.object({ group: z.array(z.string()), message: z.string() })]) }) }),
      }),
    }),
  }),
});

const overrides = z.object({ overrides: z.array(z.unknown()) }).parse(JSON.parse(await readFile(join(ROOT, "biome.json"), "utf8")));
/** The rooms of biome.json that have an allow-list. A later one overrules an earlier one. */
const rooms = overrides.overrides.flatMap((override) => {
  const { success, data } = RESTRICTED.safeParse(override);
  return success ? data.includes.map((glob) => ({ glob, ...data.linter.rules.style[RULE].options.patterns[0] })) : [];
});
const sources = await sourceFiles();
const imports = await importedFiles();

/** A file, the import in it, and the room whose rule forbids it. */
const FORBIDDEN: [path: string, specifier: string, glob: string][] = [
  ["lib/core/a.ts", "node:fs", "lib/core/**"],
  ["lib/core/b.ts", "@/lib/resources/images", "lib/core/**"],
  ["lib/core/c.ts", "../resources/images", "lib/core/**"],
  ["lib/resources/a.ts", "@/lib/dataset/row-table", "lib/resources/**"],
  ["lib/dataset/a.ts", "@/lib/domain/images/verdict", "lib/dataset/**"],
  ["lib/domain/images/a.ts", "react", "lib/domain/images/**"],
  ["lib/domain/images/b.ts", "@/lib/aws/sdk/clients", "lib/domain/images/**"],
  ["lib/domain/images/c.ts", "@/lib/usecases/fleet", "lib/domain/images/**"],
  ["lib/domain/licenses/a.ts", "node:fs", "lib/domain/licenses/**"],
  ["lib/domain/findings/a.ts", "@/lib/client/rows-query", "lib/domain/findings/**"],
  ["lib/domain/report-jobs/a.ts", "@/lib/jobs/report-creation/report-queue", "lib/domain/report-jobs/**"],
  ["lib/usecases/a.ts", "@tanstack/react-query", "lib/usecases/**"],
  ["lib/usecases/b.ts", "@/lib/server/config/config", "lib/usecases/**"],
  ["lib/client/a.ts", "@/lib/server/http/rows-route", "lib/client/**"],
  ["lib/client/b.ts", "@/components/ui/time", "lib/client/**"],
  ["lib/aws/sdk/a.ts", "@/lib/server/config/config", "lib/aws/**"],
  ["lib/aws/operations/a.ts", "@/lib/domain/report-jobs/report-job", "lib/aws/**"],
  ["lib/store/a.ts", "@/lib/aws/listing/row-page", "lib/store/**"],
  ["lib/server/http/c.ts", "kysely", "lib/server/**"],
  ["lib/jobs/report-creation/a.ts", "@/lib/server/observe/log", "lib/jobs/**"],
  ["lib/jobs/report-creation/b.ts", "@/lib/aws/operations/images", "lib/jobs/**"],
  ["lib/server/http/a.ts", "@aws-sdk/client-ec2", "lib/server/**"],
  ["lib/server/http/b.ts", "@/app/images/view", "lib/server/**"],
  ["lib/dev/aws-emulator/a.ts", "@/lib/aws/sdk/clients", "lib/dev/aws-emulator/**"],
  ["lib/scripts/a.ts", "@/app/images/view", "lib/scripts/**"],
  ["components/ui/a.tsx", "@/components/data-table/data-table", "components/ui/**"],
  ["components/data-table/a.tsx", "recharts", "components/data-table/**"],
  ["components/shell/a.tsx", "recharts", "components/**"],
  ["components/shell/b.tsx", "@/app/images/view", "components/**"],
  ["app/x/view.tsx", "@aws-sdk/client-ec2", "app/**"],
  ["app/x/y.ts", "@aws-sdk/client-ec2", "app/**"],
  ["app/x/z.ts", "@/lib/server/config/config", "app/**"],
  ["app/x/page.tsx", "recharts", "app/**/page.tsx"],
  ["app/y/page.tsx", "@/lib/server/config/config", "app/**/page.tsx"],
  ["app/api/x/route.ts", "@aws-sdk/client-ec2", "app/api/**"],
  ["app/api/y/route.ts", "@/components/ui/time", "app/api/**"],
];

const ALLOWED: [path: string, specifier: string][] = [
  ["lib/domain/images/ok-a.ts", "@/lib/resources/images"],
  ["lib/usecases/ok-a.ts", "@/lib/domain/images/verdict"],
  ["lib/client/ok-a.ts", "@/lib/usecases/fleet"],
  ["lib/aws/sdk/ok-a.ts", "@aws-sdk/client-ec2"],
  ["lib/jobs/report-creation/ok-a.ts", "node:fs/promises"],
  ["lib/server/http/ok-a.ts", "@/lib/aws/operations/images"],
  ["components/charts/ok-a.tsx", "recharts"],
  ["app/x/ok-a.tsx", "@/components/data-table/data-table"],
  ["app/api/x/ok-a.ts", "@/lib/server/http/rows-route"],
];

const STATEMENTS: Record<string, (specifier: string) => string> = {
  static: (specifier) => `import { x } from "${specifier}";\nexport { x };\n`,
  type: (specifier) => `import type { X } from "${specifier}";\nexport type { X };\n`,
  dynamic: (specifier) => `export const x = () => import("${specifier}");\n`,
};

const messages = await lint([
  ...FORBIDDEN.flatMap(([path, specifier]) =>
    Object.entries(STATEMENTS).map(([kind, write]): [string, string] => [caseFile(path, kind), write(specifier)]),
  ),
  ...ALLOWED.flatMap(([path, specifier]) =>
    Object.entries(STATEMENTS).map(([kind, write]): [string, string] => [caseFile(path, kind), write(specifier)]),
  ),
  ...rooms.map(({ glob }): [string, string] => [strangerFile(glob), 'import { x } from "not-on-any-list";\nexport { x };\n']),
]);

describe("the lint rule of imports", () => {
  it.each(FORBIDDEN)("refuses in %s what is not for it: %s", (path, _, glob) => {
    const { message } = roomNamed(glob);

    for (const kind of Object.keys(STATEMENTS)) expect(messages.get(caseFile(path, kind)), kind).toEqual([message]);
  });

  it.each(ALLOWED)("takes in %s what is for it: %s", (path) => {
    for (const kind of Object.keys(STATEMENTS)) expect(messages.get(caseFile(path, kind)), kind).toBeUndefined();
  });

  it.each(rooms)("is an allow-list in $glob: an unlisted package is refused", ({ glob, message }) => {
    expect(messages.get(strangerFile(glob))).toEqual([message]);
  });

  it("holds for every source file", () => {
    const folders = rooms.map(({ glob }) => glob.replace("**", ""));

    expect(sources.filter((path) => !folders.some((folder) => path.startsWith(folder)))).toEqual([]);
  });
});

describe("the folders", () => {
  it.each([
    [
      "lib, components and app",
      (path: string) => (path.startsWith("lib/dev/") ? folder(path, 3) : folder(path, path.startsWith("lib/") ? 2 : 1)),
    ],
    ["the rooms in lib", (path: string) => folder(path, path.startsWith("lib/") ? 3 : 1)],
  ])("import each other in one direction: %s", (_, roomOf) => {
    expect(circles(imports, roomOf)).toEqual([]);
  });
});

/** One file an import, where the room's rule applies to it: a page keeps its name in a folder of its own. */
function caseFile(path: string, kind: string): string {
  const { dir, name, ext } = posix.parse(path);
  return ["page", "route"].includes(name) ? `${dir}/${kind}/${name}${ext}` : `${dir}/${name}-${kind}${ext}`;
}

function strangerFile(glob: string): string {
  return glob.replace("/**/", "/stranger/").replace(/\*\*$/, "stranger.ts");
}

function roomNamed(glob: string) {
  const room = rooms.find((candidate) => candidate.glob === glob);
  if (room === undefined) throw new Error(`biome.json has no rule for ${glob}`);
  return room;
}

/** Biome's messages by file, for files in a folder of their own under the repository's configuration. One process for all. */
async function lint(files: readonly [path: string, text: string][]): Promise<Map<string, string[]>> {
  const directory = await mkdtemp(join(tmpdir(), "ami-ledger-lint-"));
  try {
    await copyFile(join(ROOT, "biome.json"), join(directory, "biome.json"));
    for (const [path, text] of files) {
      await mkdir(dirname(join(directory, path)), { recursive: true });
      await writeFile(join(directory, path), text);
    }
    return messagesByFile(await biomeReport(directory));
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

async function biomeReport(directory: string): Promise<string> {
  const biome = join(ROOT, "node_modules/@biomejs/biome/bin/biome");
  const options = ["lint", `--only=style/${RULE}`, "--reporter=json", "--max-diagnostics=none", "."];
  // It ends with 1 where it finds something.
  const { stdout } = await promisify(execFile)(process.execPath, [biome, ...options], { cwd: directory, maxBuffer: 2 ** 24 }).catch(
    (error: { stdout: string }) => error,
  );
  return stdout;
}

function messagesByFile(report: string): Map<string, string[]> {
  const { diagnostics } = z
    .object({ diagnostics: z.array(z.object({ message: z.string(), location: z.object({ path: z.string() }) })) })
    .parse(JSON.parse(report));
  const byFile = new Map<string, string[]>();
  for (const { message, location } of diagnostics) byFile.set(location.path, [...(byFile.get(location.path) ?? []), message]);
  return byFile;
}

/** Every source file below app, components and lib, but tests, their support and declarations. */
async function sourceFiles(): Promise<string[]> {
  const folders = ["app", "components", "lib"];
  const found = await Promise.all(
    folders.map(async (name) => (await readdir(join(ROOT, name), { recursive: true })).map((path) => `${name}/${path}`)),
  );
  return found
    .flat()
    .map((path) => path.replaceAll("\\", "/"))
    .filter((path) => /\.(?:tsx?|mjs)$/.test(path) && !/(?:\.test|test-support|\.d)\.tsx?$/.test(path));
}

/** Each source file with the files of ours that it imports. */
async function importedFiles(): Promise<[from: string, to: string][]> {
  const all = await Promise.all(
    sources.map(async (path) => {
      const text = await readFile(join(ROOT, path), "utf8");
      return [...text.matchAll(/\b(?:from|import)\s*\(?\s*"(@\/|\.{1,2}\/)([^"]+)"/g)].map(([, start, rest]): [string, string] => [
        path,
        start === "@/" ? String(rest) : posix.join(posix.dirname(path), `${start}${rest}`),
      ]);
    }),
  );
  return all.flat();
}

/** The folder that a file is in, of at most so many names. */
const folder = (path: string, depth: number): string => posix.dirname(path).split("/").slice(0, depth).join("/");

/** The imports that lead from a room to one from which it can be reached again: `from → to`. */
function circles(imports: readonly [from: string, to: string][], roomOf: (path: string) => string): string[] {
  const next = new Map<string, Set<string>>();
  for (const [from, to] of imports) {
    const targets = next.get(roomOf(from)) ?? new Set();
    next.set(roomOf(from), targets.add(roomOf(to)));
  }
  const reaches = (from: string, goal: string): boolean => {
    const seen = new Set([from]);
    for (const room of seen) for (const target of next.get(room) ?? []) seen.add(target);
    return seen.has(goal);
  };
  return imports
    .filter(([from, to]) => roomOf(from) !== roomOf(to) && reaches(roomOf(to), roomOf(from)))
    .map(([from, to]) => `${from} → ${to}`);
}
