import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { GET as fastLaunchImages } from "@/app/api/fast-launch-images/route";
import { GET as scopes } from "@/app/api/scopes/route";
import { OIDC, oidcConfig, sessionToken, VIEWER } from "@/lib/server/auth/test-support";
import { metrics } from "@/lib/server/observe/metrics";
import { observeAws } from "@/lib/server/observe/observe-aws";
import { type LogLine, recordLog } from "@/lib/server/observe/test-support";
import { startAws, times } from "./test-support";
import { withPerson } from "./with-person";

const ROUTE = "http://ledger.test/api/fast-launch-images";
const UUID = /^[\da-f]{8}-[\da-f-]{27}$/;
const aws = await startAws({ "us-east-1": { fastLaunchImages: times(3, (index) => ({ ImageId: `ami-secret${index}` })) } });
let lines: LogLine[] = [];
observeAws();

beforeEach(() => {
  aws.reset();
  lines = recordLog();
});
afterEach(() => {
  vi.unstubAllEnvs();
});

describe("a request", () => {
  it("has an id that its answer and its lines carry", async () => {
    const answer = await fastLaunchImages(new Request(ROUTE));
    await answer.text();

    const id = answer.headers.get("x-request-id");
    expect(id).toMatch(UUID);
    expect(lines.filter(({ msg }) => msg !== "aws call").map(({ msg, request }) => [msg, request])).toEqual([
      ["load", id],
      ["request", id],
    ]);
  });

  it("keeps the id that a proxy gave it", async () => {
    const answer = await scopes(new Request(ROUTE, { headers: { "x-request-id": "Root=1-67891233-abcdef012345" } }));

    expect(answer.headers.get("x-request-id")).toBe("Root=1-67891233-abcdef012345");
  });

  it.each(["short", "x".repeat(101), 'a"},{"level":"error', "a b c d e f"])("gets a new id in place of what is none: %j", async (id) => {
    const answer = await scopes(new Request(ROUTE, { headers: { "x-request-id": id } }));

    expect(answer.headers.get("x-request-id")).toMatch(UUID);
  });

  it("leaves one line with who asked, the route, the status and how it went", async () => {
    signIn();
    await (await fastLaunchImages(await fromBob(ROUTE))).text();

    expect(lines.filter(({ msg }) => msg === "request")).toEqual([
      expect.objectContaining({
        level: "info",
        person: "bob@example.com",
        method: "GET",
        path: "/api/fast-launch-images",
        status: 200,
        durationMs: expect.any(Number),
        scopes: 1,
        rows: 3,
        firstRowMs: expect.any(Number),
        complete: true,
        failures: [],
      }),
    ]);
  });

  it("leaves that line also where it was refused, or left in the middle", async () => {
    await fastLaunchImages(new Request(`${ROUTE}?region=moon`));
    const leaving = new AbortController();
    const answer = await fastLaunchImages(new Request(ROUTE, { signal: leaving.signal }));
    leaving.abort();
    await answer.text().catch(() => null);

    expect(lines.filter(({ msg }) => msg === "request").map(({ status }) => status)).toEqual([400, 499]);
  });

  it("is counted by its status", async () => {
    const before = await counted("400");
    await fastLaunchImages(new Request(`${ROUTE}?region=moon`));

    expect((await counted("400")) - before).toBe(1);
  });
});

describe("the log", () => {
  it("has no row, no value that was asked with, no cookie, no credential and no message of AWS", async () => {
    signIn();
    aws.faults.push({ kind: "deny", operation: "DescribeFastLaunchImages" });
    await (await fastLaunchImages(await fromBob(`${ROUTE}?filter.state=filtered-value&image-id=ami-0123456789abcdef0`))).text();
    aws.reset();
    await (await fastLaunchImages(await fromBob(`${ROUTE}?refresh=true`))).text();
    await broken(await fromBob(`${ROUTE}?filter.state=filtered-value`));

    const text = lines.map((line) => JSON.stringify(line)).join("\n");
    expect(lines.map(({ msg }) => msg)).toEqual(expect.arrayContaining(["request", "load", "aws call", "unhandled"]));
    const { cookie = "" } = Object.fromEntries((await fromBob(ROUTE)).headers);
    const secrets = [/ami-/, /filtered-value/, /__Host-ledger/, /eyJ/, /AKIA/, /not authorized/i];
    for (const secret of [...secrets, new RegExp(cookie.slice(-40))]) expect(text).not.toMatch(secret);
  });
});

describe("a load", () => {
  it("leaves one line with what AWS was asked, how often, and what came of it", async () => {
    aws.faults.push({ kind: "throttle", operation: "DescribeFastLaunchImages", times: 2 });
    await (await fastLaunchImages(new Request(ROUTE))).text();

    expect(lines.filter(({ msg }) => msg === "load")).toEqual([
      expect.objectContaining({
        level: "info",
        resource: "/fast-launch-images",
        scope: "001122223333/us-east-1",
        calls: { DescribeFastLaunchImages: 3 },
        attempts: 3,
        throttles: 2,
        rows: 3,
        outcome: "complete",
        code: null,
      }),
    ]);
    expect(await metrics.registry.metrics()).toMatch(
      /^ami_ledger_aws_throttles_total\{service="ec2",operation="DescribeFastLaunchImages"\} 2$/m,
    );
  });

  it("says with AWS's code why it failed", async () => {
    aws.faults.push({ kind: "deny", operation: "DescribeFastLaunchImages" });
    await (await fastLaunchImages(new Request(ROUTE))).text();

    const [line] = lines.filter(({ msg }) => msg === "load");
    expect(line).toMatchObject({ level: "warn", outcome: "denied", code: "UnauthorizedOperation", rows: 0 });
  });
});

describe("a fault of ours", () => {
  it("is answered with the id under which the log has it, and no stack", async () => {
    const answer = await broken(new Request(ROUTE));
    const body = await answer.text();

    const id = answer.headers.get("x-request-id") ?? "";
    expect(answer.status).toBe(500);
    expect(JSON.parse(body)).toEqual({ error: { code: "Internal", parameter: null, message: expect.stringContaining(id) } });
    expect(body).not.toMatch(/Cannot read|\bat |\.ts/);
    expect(lines.find(({ msg }) => msg === "unhandled")).toMatchObject({ request: id, error: { name: "TypeError" } });
  });
});

describe("a person who asks too often", () => {
  it("is answered with 429, a sentence and when to come again", async () => {
    signIn();
    vi.stubEnv("LEDGER_REQUESTS_PER_MINUTE", "10");
    const person = { subject: "often" };
    for (let asked = 0; asked < 10; asked += 1) expect((await scopes(await from(person))).status).toBe(200);
    const answer = await scopes(await from(person));

    expect(answer.status).toBe(429);
    expect(answer.headers.get("retry-after")).toBe("6");
    expect(await answer.json()).toEqual({
      error: {
        code: "TooManyRequests",
        parameter: null,
        message: expect.stringMatching(/^This server takes 10 .* Try again in 6 seconds\.$/),
      },
    });
    expect((await scopes(await from({ subject: "seldom" }))).status).toBe(200);
  });

  it("begins no reading beyond so many, and may again when one has ended", async () => {
    signIn();
    vi.stubEnv("LEDGER_READS_AT_ONCE", "1");
    const first = await fastLaunchImages(await fromBob(ROUTE));

    expect((await fastLaunchImages(await fromBob(ROUTE))).status).toBe(429);
    await first.text();
    const later = await fastLaunchImages(await fromBob(ROUTE));
    expect(later.status).toBe(200);
    await later.text();
  });
});

/** A route that fails as nobody foresaw. */
const broken = withPerson(async () => {
  throw new TypeError("Cannot read properties of undefined");
});

async function counted(status: string): Promise<number> {
  const { values } = await metrics.requests.get();
  return values.find(({ labels }) => labels.status === status)?.value ?? 0;
}

function signIn(): void {
  for (const [name, value] of Object.entries(OIDC)) vi.stubEnv(name, value);
}

const fromBob = (url: string): Promise<Request> => from({}, url);

async function from(changed: { subject?: string }, url = ROUTE): Promise<Request> {
  const session = await sessionToken(oidcConfig(), { identity: { ...VIEWER, ...changed } });
  return new Request(url, { headers: { cookie: `__Host-ledger-session=${session}` } });
}
