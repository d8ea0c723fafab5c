import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { GET } from "@/app/api/ready/route";
import { beginStopping } from "@/lib/server/lifecycle/stopping";
import { startAws } from "./test-support";

const aws = await startAws({ "us-east-1": {} });
const ask = () => GET(new Request("http://127.0.0.1/api/ready"));

beforeEach(() => aws.reset());
afterEach(() => {
  vi.unstubAllEnvs();
});

it.each(["deny", "internal-error", "cut", "throttle", "malformed", "stall"] as const)(
  "a server is ready whatever AWS says, since it has what it kept, and asks nothing of AWS: %s",
  async (kind) => {
    aws.faults.push({ kind, operation: "GetCallerIdentity" });
    const answer = await ask();

    expect(answer.status).toBe(200);
    expect(await answer.json()).toEqual({ status: "ready" });
    expect(aws.calls).toEqual([]);
  },
);

it.each([
  ["LEDGER_REGIONS", "moon"],
  ["LEDGER_AUTH", "password"],
])("a server whose configuration is not valid is not ready, and does not say to everybody what is wrong: %s", async (name, value) => {
  vi.stubEnv(name, value);
  const answer = await ask();

  expect(answer.status).toBe(503);
  expect(await answer.json()).toEqual({ status: "not ready", reason: "The configuration is not valid." });
});

it("a server that is being stopped is not ready", async () => {
  beginStopping();
  const answer = await ask();

  expect(answer.status).toBe(503);
  expect(await answer.json()).toEqual({ status: "not ready", reason: "The server is being stopped." });
});
