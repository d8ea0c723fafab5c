import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { GET as fastLaunchImages } from "@/app/api/fast-launch-images/route";
import { GET as imageUsageReportEntries } from "@/app/api/image-usage-report-entries/route";
import { GET as licenseUsage } from "@/app/api/license-usage/route";
import { recordLog } from "@/lib/server/observe/test-support";
import { linesOf, request, startAws, times } from "./test-support";

const ARN = "arn:aws:license-manager:us-east-1:001122223333:license-configuration:lic-1";
const images = times(5, (index) => ({ ImageId: `ami-${index}` }));

const aws = await startAws({
  "us-east-1": {
    fastLaunchImages: images,
    licenseConfigurations: [{ LicenseConfigurationArn: ARN }],
    licenseConfigurationUsage: { [ARN]: [{ ResourceArn: "i-1" }] },
  },
  "eu-west-1": { fastLaunchImages: images },
});

const unhandled: unknown[] = [];
const noteUnhandled = (reason: unknown) => unhandled.push(reason);
process.on("unhandledRejection", noteUnhandled);

beforeEach(() => aws.reset());
afterEach(async () => {
  await settled();
  expect(unhandled).toEqual([]);
});

/** What Next.js aborts the signal of a request with when the client has gone. */
class ResponseAborted extends Error {
  override readonly name = "ResponseAborted";
}

const left: [string, unknown][] = [
  ["with an AbortError", undefined],
  ["as Next.js says it", new ResponseAborted()],
];

describe("rows on their way", () => {
  it("arrive while the page behind them does not come", async () => {
    aws.faults.push({ kind: "stall", after: 1, operation: "DescribeFastLaunchImages" });
    const body = await reading("region=us-east-1&page-size=2");

    expect(await body.next()).toMatchObject({ type: "start" });
    expect(await body.next()).toMatchObject({ type: "rows", rows: [{ imageId: "ami-0" }, { imageId: "ami-1" }] });
    body.abort();
  });
});

describe("leaving a request", () => {
  it.each(left)("stops the call to AWS that is under way, and asks no more: %s", async (_name, reason) => {
    aws.faults.push({ kind: "stall", after: 1, operation: "DescribeFastLaunchImages" });
    const body = await reading("region=us-east-1&page-size=2");
    await body.next();
    await body.next();
    const next = body.next();
    await expect.poll(() => aws.dataCalls().length).toBe(2);

    body.abort(reason);

    await expect(next).rejects.toThrow();
    await expect.poll(() => aws.dataCalls().map((call) => call.aborted)).toEqual([false, true]);
    await settled();
    expect(aws.dataCalls()).toHaveLength(2);
  });

  it("stops the calls of every scope", async () => {
    aws.faults.push({ kind: "stall", operation: "DescribeFastLaunchImages" });
    const body = await reading("");
    await body.next();
    const next = body.next();
    await expect.poll(() => aws.dataCalls().length).toBe(2);

    body.abort();

    await expect(next).rejects.toThrow();
    await expect.poll(() => aws.dataCalls().map((call) => call.aborted)).toEqual([true, true]);
  });

  it("stops the calls of all scopes where the body is no longer wanted, also while the next rows are waited for", async () => {
    aws.faults.push(
      { kind: "stall", region: "eu-west-1", operation: "DescribeFastLaunchImages" },
      { kind: "stall", region: "us-east-1", after: 1, operation: "DescribeFastLaunchImages" },
    );
    const body = await reading("page-size=2");
    await body.next();
    expect(await body.next()).toMatchObject({ type: "rows", scope: { region: "us-east-1" } });

    await expect.poll(() => aws.dataCalls("us-east-1").length).toBe(2);

    await body.leave();

    await expect.poll(() => aws.dataCalls("eu-west-1").map((call) => call.aborted)).toEqual([true]);
    await expect.poll(() => aws.dataCalls("us-east-1").map((call) => call.aborted)).toEqual([false, true]);
  });

  it("stops the tries of a call that is throttled", async () => {
    aws.faults.push({ kind: "throttle", operation: "ListLicenseConfigurations" });
    const leaving = new AbortController();
    const response = await licenseUsage(request("region=us-east-1", leaving.signal));
    const text = response.text();
    await expect.poll(() => aws.dataCalls().length).toBeGreaterThan(0);

    leaving.abort();

    await expect(text).rejects.toThrow();
    await settled();
    const calls = aws.dataCalls().length;
    await settled(1_200);
    expect(aws.dataCalls()).toHaveLength(calls);
  });

  it("leaves no rejection behind that nobody waits for, where a reading waits for its second list", async () => {
    aws.faults.push({ kind: "stall", operation: "DescribeImageUsageReports" });
    const leaving = new AbortController();
    const text = (await imageUsageReportEntries(request("region=us-east-1", leaving.signal))).text();
    await expect.poll(() => aws.dataCalls().map(({ operation }) => operation)).toContain("DescribeImageUsageReports");

    leaving.abort();

    await expect(text).rejects.toThrow();
    await expect.poll(() => aws.dataCalls("us-east-1").at(-1)?.aborted).toBe(true);
  });

  it.each(
    ["format=csv", "dry-run=true", "region=us-east-1&starting-token=abc"].flatMap((query) =>
      left.map(([name, reason]) => [query, name, reason] as const),
    ),
  )("before there is an answer is no failure of the server: %s, %s", async (query, _name, reason) => {
    const errors = recordLog("error");
    aws.faults.push({ kind: "stall", operation: "DescribeFastLaunchImages" });
    const leaving = new AbortController();
    const answer = fastLaunchImages(request(query, leaving.signal));
    await expect.poll(() => aws.dataCalls().length).toBeGreaterThan(0);

    leaving.abort(reason);

    expect((await answer).status).toBe(499);
    expect(errors).toEqual([]);
    await expect.poll(() => aws.dataCalls().every((call) => call.aborted)).toBe(true);
  });
});

/** A body that is read line by line. */
async function reading(query: string) {
  const leaving = new AbortController();
  const { body } = await fastLaunchImages(request(query, leaving.signal));
  if (body === null) throw new Error("There is no body.");
  const reader = body.getReader();
  return {
    abort: (reason?: unknown) => leaving.abort(reason),
    leave: () => reader.cancel(),
    async next() {
      const { value } = await reader.read();
      return linesOf(new TextDecoder().decode(value))[0];
    },
  };
}

/** Long enough for what is under way on this host to arrive. */
function settled(milliseconds = 50): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
