import { beforeEach, expect, it, vi } from "vitest";
import { GET } from "@/app/api/ready/route";
import { beginStopping } from "@/lib/server/lifecycle/stopping";
import { startAws } from "./test-support";

const aws = await startAws({ "us-east-1": {} });
const callsOfSts = () => aws.calls.filter(({ service }) => service === "sts").length;

let later = Date.now();

beforeEach(() => {
  aws.reset();
  vi.useFakeTimers({ toFake: ["Date"] });
  // What was found out in the test before is forgotten.
  later += 60_000;
  vi.setSystemTime(later);
});

it("a server is ready whose credentials AWS takes", async () => {
  const answer = await GET(new Request("http://127.0.0.1/api/ready"));

  expect(answer.status).toBe(200);
  expect(await answer.json()).toEqual({ status: "ready" });
});

it("a server is not ready whose credentials AWS does not take, and says so without whose they are", async () => {
  aws.faults.push({ kind: "deny", operation: "GetCallerIdentity" });
  const answer = await GET(new Request("http://127.0.0.1/api/ready"));

  expect(answer.status).toBe(503);
  expect(await answer.json()).toEqual({ status: "not ready", reason: "AWS did not take the server's credentials." });
});

it.each(["internal-error", "cut", "throttle", "malformed", "stall"] as const)(
  "a server stays ready while AWS is down: %s",
  async (kind) => {
    aws.faults.push({ kind, operation: "GetCallerIdentity" });
    const answer = await GET(new Request("http://127.0.0.1/api/ready"));

    expect(answer.status).toBe(200);
  },
);

it("AWS is asked once in ten seconds, however often somebody asks", async () => {
  await Promise.all([
    GET(new Request("http://127.0.0.1/api/ready")),
    GET(new Request("http://127.0.0.1/api/ready")),
    GET(new Request("http://127.0.0.1/api/ready")),
  ]);
  vi.setSystemTime(later + 9_000);
  await GET(new Request("http://127.0.0.1/api/ready"));
  expect(callsOfSts()).toBe(1);

  vi.setSystemTime(later + 11_000);
  await GET(new Request("http://127.0.0.1/api/ready"));
  expect(callsOfSts()).toBe(2);
});

it("a server that is being stopped is not ready", async () => {
  beginStopping();
  const answer = await GET(new Request("http://127.0.0.1/api/ready"));

  expect(answer.status).toBe(503);
  expect(await answer.json()).toEqual({ status: "not ready", reason: "The server is being stopped." });
  expect(callsOfSts()).toBe(0);
});
