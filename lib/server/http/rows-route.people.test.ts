import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { GET as entries } from "@/app/api/image-usage-report-entries/route";
import { rowCache } from "@/lib/aws/cache/row-cache";
import { bulkWorld } from "@/lib/dev/aws-emulator/company/bulk-world";
import type { Identity } from "@/lib/server/auth/person";
import { OIDC, OPERATOR, oidcConfig, sessionToken, VIEWER } from "@/lib/server/auth/test-support";
import { startWorld } from "./test-support";

const aws = await startWorld(bulkWorld(200, new Date()));

beforeEach(() => {
  aws.reset();
  for (const [name, value] of Object.entries(OIDC)) vi.stubEnv(name, value);
  vi.stubEnv("LEDGER_CACHE_SECONDS", "60");
});
afterEach(() => {
  vi.unstubAllEnvs();
  for (const key of rowCache.keysWith("")) rowCache.delete(key);
});

const ANN = { ...OPERATOR, name: "Ann Operator", email: "ann@example.com" };
const STRANGERS: [string, Identity | null][] = [
  ["nobody", null],
  ["somebody of another group", { ...VIEWER, groups: [] }],
];

describe("rows that one person's question has left in the cache", () => {
  it("go to the next who may see them, without a word of who asked first", async () => {
    const first = await ask(ANN);
    aws.reset();
    const second = await ask(VIEWER);

    expect(aws.calls).toEqual([]);
    expect(withoutStart(await second.text())).toBe(withoutStart(await first.text()));
  });

  it.each(STRANGERS)("go to %s never", async (_, who) => {
    await (await ask(ANN)).text();
    const answer = await ask(who);

    expect(answer.status).toBe(who === null ? 401 : 403);
    expect(Object.keys(await answer.json())).toEqual(["error"]);
  });

  it("are kept without anything that tells who asked", async () => {
    const told = await (await ask(ANN)).text();
    const [key = ""] = rowCache.keysWith("");
    const kept = [key, told, ...(await Promise.all((rowCache.get(key)?.pages ?? []).map((page) => page.columnar()))).map(String)].join(
      "\n",
    );

    expect(kept.length).toBeGreaterThan(10_000);
    for (const word of [ANN.subject, ANN.name, ANN.email, "operators", "session"]) expect(kept).not.toContain(word);
  });
});

describe("every answer with rows or in place of them", () => {
  it.each([
    ["rows", "", 200],
    ["a document", "format=json", 200],
    ["a file", "format=csv", 200],
    ["whether they may be read", "dry-run=true", 200],
    ["a refused parameter", "region=mars-1", 400],
  ])("is for its reader alone: %s", async (_, query, status) => {
    const answer = await ask(VIEWER, query);
    await answer.text();

    expect(answer.status).toBe(status);
    expect(answer.headers.get("cache-control")).toBe("private, no-store");
  });

  it("is for its reader alone where AWS fails, too", async () => {
    aws.faults.push({ kind: "deny", operation: "DescribeImageUsageReportEntries" });
    const answer = await ask(VIEWER, "format=csv&refresh=true");

    expect(answer.status).toBe(502);
    expect(answer.headers.get("cache-control")).toBe("private, no-store");
  });

  it.each(STRANGERS)("is for its reader alone: the refusal of %s", async (_, who) => {
    expect((await ask(who)).headers.get("cache-control")).toBe("private, no-store");
  });
});

/** Asks as somebody who has signed in, or as nobody. */
async function ask(who: Identity | null, query = ""): Promise<Response> {
  const headers = who === null ? {} : { cookie: `__Host-ledger-session=${await sessionToken(oidcConfig(), { identity: who })}` };
  return entries(new Request(`https://ledger.example.com/api/rows?${query}`, { headers }));
}

/** All lines but the first, which has the time of the answer. */
const withoutStart = (text: string): string => text.slice(text.indexOf("\n"));
