import { type ChildProcess, spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { chown, cp, mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { createServer } from "node:http";
import { devNull, tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "@playwright/test";
import { assemble, assembleContext, type Image, ignoring, readImage, setWritable } from "@/e2e/support/image";
import { sampleWorld } from "@/lib/dev/aws-emulator/company/sample-world";
import { startEmulator } from "@/lib/dev/aws-emulator/server";
import { ROOT } from "@/lib/scripts/child";
import { freePorts } from "@/lib/scripts/free-port";

// One after the other: they share the directory that stands for the image.
test.describe.configure({ mode: "serial" });

/** What the proxy in front says, of whom it has signed in. */
const SECRET = "a secret that the tests' proxy alone knows";
const ANN = { "x-forwarded-email": "ann@example.com", "x-forwarded-groups": "operators", "x-ledger-proxy-secret": SECRET };

let image: Image;
let directory: string;
/** The one place that the container may write to. */
let volume: string;

test.beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), "ami-ledger-image-"));
  image = await readImage();
  await assemble(image, directory);
  volume = await mkdtemp(join(tmpdir(), "ami-ledger-volume-"));
  const { uid, gid } = user();
  if (isRoot) await chown(volume, uid, gid);
});

test.afterAll(async () => {
  await setWritable(directory, true);
  await rm(directory, { recursive: true });
  await rm(volume, { recursive: true });
});

test("the image holds what serves, and neither sources, tests, secrets nor what makes pictures smaller", async () => {
  const files = await readdir(directory, { recursive: true });

  expect(files).toContain("server.js");
  expect(files).toContain("lib/store/embedded/template.tar.gz");
  // The embedded database runs from files of its own.
  const own = files.filter((file) => !/^(?:node_modules|lib\/store(?:\/embedded(?:\/[\w-]+\.(?:mjs|tar\.gz))?)?$)/.test(file));
  expect(own.filter((file) => /^(?:app|components|lib|e2e)\/|(?:^|\/)\.env|\.tsx?$|\.pem$/.test(file))).toEqual([]);
  expect(files.filter((file) => /(?:^|\/)(?:sharp|@img)(?:\/|$)/.test(file))).toEqual([]);
});

test("its user is a number that is not root's", () => expect(image.user).toMatch(/^[1-9]\d*:[1-9]\d*$/));

test("it serves pages, files and rows, and keeps what is requested, in a tree of which it can write to the volume alone, until it is told to end", async () => {
  const emulator = await startEmulator({ world: sampleWorld(new Date()) });
  const credentials = await serveCredentials();
  const port = await freePorts("127.0.0.1", 4500, 1);
  const container = run(image.command, {
    PORT: String(port),
    LEDGER_REGIONS: "us-east-1",
    LEDGER_AUTH: "proxy",
    LEDGER_PROXY_HEADER: "x-forwarded-email",
    LEDGER_PROXY_GROUPS_HEADER: "x-forwarded-groups",
    LEDGER_PROXY_SECRET: SECRET,
    LEDGER_ALLOWED_DOMAINS: "example.com",
    LEDGER_OPERATOR_GROUPS: "operators",
    LEDGER_ALLOW_WRITES: "true",
    AWS_ENDPOINT_URL: emulator.url,
    AWS_CONTAINER_CREDENTIALS_FULL_URI: credentials.url,
  });
  const url = `http://127.0.0.1:${port}`;
  const get = (path: string) => fetch(`${url}${path}`, { headers: ANN });
  try {
    await answering(`${url}/api/health`, container.process);
    const page = await (await get("/")).text();
    const [asset = ""] = /\/_next\/static\/[^"]+\.js/.exec(page) ?? [];
    expect(page).toContain("AMI Ledger");

    expect((await get(asset)).status, "a script of the page").toBe(200);
    expect((await get("/iam/reader-policy.json")).status, "a public file").toBe(200);
    expect(await (await get("/api/fast-launch-images?format=json")).json()).toMatchObject({
      complete: true,
      rows: expect.arrayContaining([expect.objectContaining({ imageId: expect.stringMatching(/^ami-/) })]),
    });
    expect(credentials.asked()).toBeGreaterThan(0);
    expect((await fetch(`${url}/api/fast-launch-images`)).status, "rows, for nobody").toBe(401);
    const requested = {
      requestId: randomUUID(),
      images: [{ account: "111122223333", region: "us-east-1", imageId: "ami-0123456789abcdef0" }],
      resourceTypes: ["ec2:Instance"],
    };
    const headers = { ...ANN, origin: url, "content-type": "application/json" };
    expect((await fetch(`${url}/api/report-requests`, { method: "POST", headers, body: JSON.stringify(requested) })).status).toBe(202);
    expect(await readdir(join(volume, "report-requests"))).toHaveLength(1);
    expect(await readdir(join(volume, "database")), "the embedded database").toContain("postgres");
    expect(await run(image.health, { PORT: String(port) }).code, "the health check").toBe(0);

    container.process.kill("SIGTERM");
    // 143 is 128 and the signal's number, what container runtimes take for an end that was asked for.
    expect([0, 143]).toContain(await container.code);
    expect(await run(image.health, { PORT: String(port) }).code, "the health check of a server that is gone").toBe(1);
    expect(container.output()).not.toMatch(/EROFS|EACCES|EPERM|ENOENT|Cannot find/);
  } finally {
    container.process.kill("SIGKILL");
    credentials.close();
    await emulator.close();
  }
});

for (const [what, environment, sentences] of [
  ["as it is, with nobody to sign in", {}, [/^LEDGER_AUTH: expected oidc or proxy to listen at 0\.0\.0\.0\. /]],
  [
    "wrongly configured",
    { LEDGER_AUTH: "proxy", LEDGER_PROXY_HEADER: "x-forwarded-email", LEDGER_ALLOWED_DOMAINS: "*", LEDGER_REGIONS: "moon" },
    [/^LEDGER_REGIONS: expected .+ not “moon”$/, /^LEDGER_PROXY_SECRET: expected /],
  ],
] as const) {
  test(`${what}, it ends with code 78 and a line for each fault`, async () => {
    const port = await freePorts("127.0.0.1", 4600, 1);
    const { code, output } = run(image.command, { PORT: String(port), ...environment });

    expect(await code).toBe(78);
    const faults = output()
      .split("\n")
      .filter((line) => line.startsWith("LEDGER_"));
    expect(faults).toEqual(sentences.map((sentence) => expect.stringMatching(sentence)));
  });
}

test("where its port is none, it ends with code 78 and says so", async () => {
  const { code, output } = run(image.command, { PORT: "3000x", LEDGER_SERVE_ANYWHERE: "yes, without sign-in" });

  expect(await code).toBe(78);
  expect(output()).toBe("PORT: expected a whole number from 1 to 65535.\n");
});

test("what is sent to the build has every source that is built, and no secret", async () => {
  const context = await mkdtemp(join(tmpdir(), "ami-ledger-context-"));
  try {
    await assembleContext(context);
    for (const path of ["next-env.d.ts", ".next/types"]) {
      if (existsSync(join(ROOT, path))) await cp(join(ROOT, path), join(context, path), { recursive: true });
    }
    const types = spawn(process.execPath, [join(ROOT, "node_modules/typescript/bin/tsc"), "--noEmit"], { cwd: context, stdio: "pipe" });
    const said: Buffer[] = [];
    types.stdout.on("data", (chunk: Buffer) => said.push(chunk));
    const [code] = await once(types, "close");

    expect(code, Buffer.concat(said).toString()).toBe(0);
    for (const { from } of image.copies.filter((copy) => !copy.from.startsWith(".next/"))) {
      expect(existsSync(join(context, from)), from).toBe(true);
    }
    for (const path of ["next.config.js", "postcss.config.mjs", "package-lock.json"])
      expect(existsSync(join(context, path)), path).toBe(true);
  } finally {
    await rm(context, { recursive: true });
  }
});

test("no secret and nothing that is made anew is sent to the build", async () => {
  const isIgnored = ignoring(await readFile(join(ROOT, ".dockerignore"), "utf8"));
  const paths = [
    ".env",
    ".env.local",
    "deploy/.env",
    ".git/config",
    "node_modules/a/b.js",
    ".next/BUILD_ID",
    ".ledger/report-requests/a.jsonl",
  ];

  expect(paths.filter((path) => !isIgnored(path))).toEqual([]);
});

const isRoot = process.getuid?.() === 0;

const user = () => {
  const [uid = 0, gid = 0] = image.user.split(":").map(Number);
  return { uid, gid };
};

interface Run {
  process: ChildProcess;
  /** What it ends with. */
  code: Promise<number | null>;
  output: () => string;
}

/** Runs a command as a container would: in the image's directory, with its variables and those given alone, as another than root. */
function run([program = "", ...args]: readonly string[], environment: Record<string, string>): Run {
  expect(program).toBe("node");
  const child = spawn(process.execPath, args, {
    cwd: directory,
    env: {
      NODE_ENV: "production",
      ...image.env,
      // Nothing of this machine, and no place to write to.
      HOME: devNull,
      TMPDIR: devNull,
      LEDGER_DATA_DIR: volume,
      AWS_CONFIG_FILE: devNull,
      AWS_SHARED_CREDENTIALS_FILE: devNull,
      ...environment,
    },
    stdio: ["ignore", "pipe", "pipe"],
    ...(isRoot && user()),
  });
  const output: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk: Buffer) => output.push(chunk));
  const code = once(child, "close").then(([ended]: (number | null)[]) => ended ?? null);
  return { process: child, code, output: () => Buffer.concat(output).toString() };
}

async function answering(url: string, child: ChildProcess): Promise<void> {
  for (const deadline = Date.now() + 20_000; Date.now() < deadline && child.exitCode === null; await sleep(50)) {
    if ((await fetch(url).catch(() => null))?.ok) return;
  }
  throw new Error(`Nothing answered at ${url}.`);
}

/** What ECS and EKS tell a container: temporary keys. */
async function serveCredentials() {
  let asked = 0;
  const keys = {
    AccessKeyId: "sample",
    SecretAccessKey: "sample",
    Token: "sample",
    Expiration: new Date(Date.now() + 3_600_000).toISOString(),
  };
  const server = createServer((_, response) => {
    asked += 1;
    response.setHeader("content-type", "application/json").end(JSON.stringify(keys));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The server has no port.");
  return { url: `http://127.0.0.1:${address.port}/keys`, asked: () => asked, close: () => server.close() };
}
