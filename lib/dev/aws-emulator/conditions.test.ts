import { DescribeFastLaunchImagesCommand, DescribeImportImageTasksCommand } from "@aws-sdk/client-ec2";
import { ListLicenseConfigurationsCommand } from "@aws-sdk/client-license-manager";
import { ListAccountsCommand } from "@aws-sdk/client-organizations";
import { GetCallerIdentityCommand } from "@aws-sdk/client-sts";
import { describe, expect, it } from "vitest";
import type { Conditions } from "./conditions";
import { assume, clients, failure, setup, worldOf } from "./test-support";
import { emptyRegion } from "./world";

const MEMBER = "444455556666";
const NEARLY_EMPTY: Conditions = { bucket: { capacity: 1, refillPerSecond: 0 } };

function start(conditions: Conditions) {
  const base = worldOf({});
  base.regions["eu-west-1"] = emptyRegion();
  return setup({ ...base, members: { [MEMBER]: { regions: { "us-east-1": emptyRegion() } } }, organization: [] }, conditions);
}

const fastLaunch = () => new DescribeFastLaunchImagesCommand({});

describe("a token bucket", () => {
  it("refuses what is too much, in each service's words, and says so of the call", async () => {
    const { emulator, ec2, licenseManager } = await start(NEARLY_EMPTY);
    await ec2.send(fastLaunch());
    await licenseManager.send(new ListLicenseConfigurationsCommand({}));

    expect(await failure(ec2.send(fastLaunch()))).toMatchObject({ code: "RequestLimitExceeded", status: 503 });
    expect(await failure(licenseManager.send(new ListLicenseConfigurationsCommand({})))).toMatchObject({
      code: "RateLimitExceededException",
    });
    expect(emulator.calls.map((call) => call.throttled)).toEqual([false, false, true, true]);
  });

  it("is there for every account, region and operation", async () => {
    const { emulator, ec2, sts } = await start(NEARLY_EMPTY);
    const member = clients(emulator, "us-east-1", await assume(sts, MEMBER));

    await ec2.send(fastLaunch());
    await clients(emulator, "eu-west-1").ec2.send(fastLaunch());
    await member.ec2.send(fastLaunch());
    await ec2.send(new DescribeImportImageTasksCommand({}));

    expect(emulator.calls.filter((call) => call.throttled)).toEqual([]);
    expect(await failure(member.ec2.send(fastLaunch()))).toMatchObject({ status: 503 });
  });

  it("refills while time goes by", async () => {
    const { ec2 } = await start({ bucket: { capacity: 1, refillPerSecond: 10 } });
    await ec2.send(fastLaunch());
    await failure(ec2.send(fastLaunch()));

    await expect.poll(async () => (await failure(ec2.send(fastLaunch()))).status, { interval: 60 }).toBeUndefined();
  });

  it("does not concern STS and Organizations", async () => {
    const { emulator, sts, organizations } = await start(NEARLY_EMPTY);

    for (let call = 0; call < 2; call += 1) {
      await sts.send(new GetCallerIdentityCommand({}));
      await organizations.send(new ListAccountsCommand({}));
    }

    expect(emulator.calls.map((call) => call.throttled)).toEqual([false, false, false, false]);
  });

  it("comes before faults, which do not count what it refuses", async () => {
    const { emulator, ec2 } = await start(NEARLY_EMPTY);
    emulator.faults.push({ kind: "throttle", after: 1 });
    await ec2.send(fastLaunch());
    await failure(ec2.send(fastLaunch()));

    emulator.conditions.bucket = undefined;
    await failure(ec2.send(fastLaunch()));

    expect(emulator.calls.map((call) => call.throttled)).toEqual([false, true, false]);
  });

  it("starts full when it is changed", async () => {
    const { emulator, ec2 } = await start(NEARLY_EMPTY);
    await ec2.send(fastLaunch());
    await failure(ec2.send(fastLaunch()));

    emulator.conditions.bucket = { capacity: 2, refillPerSecond: 0 };

    await expect(ec2.send(fastLaunch())).resolves.toBeDefined();
    await expect(ec2.send(fastLaunch())).resolves.toBeDefined();
    expect(await failure(ec2.send(fastLaunch()))).toMatchObject({ status: 503 });
  });
});

describe("latency", () => {
  it("delays every answer, and those under way at once not one after the other", async () => {
    const { ec2 } = await start({ latencyMs: 150 });
    await ec2.send(fastLaunch());
    const begin = performance.now();

    await Promise.all(Array.from({ length: 8 }, () => ec2.send(fastLaunch())));

    expect(performance.now() - begin).toBeGreaterThanOrEqual(150);
    expect(performance.now() - begin).toBeLessThan(8 * 150);
  });

  it("delays refusals too, and adds to a fault that is slow", async () => {
    const { emulator } = await start({ latencyMs: 100 });
    const { ec2 } = clients(emulator, "me-south-1");
    emulator.faults.push({ kind: "slow", ms: 60 });
    const begin = performance.now();

    expect(await failure(ec2.send(fastLaunch()))).toMatchObject({ code: "AuthFailure" });

    expect(performance.now() - begin).toBeGreaterThanOrEqual(160);
  });
});

describe("the interface for other processes", () => {
  const put = (url: string, body: string) => fetch(`${url}/_conditions`, { method: "PUT", body });

  it("replaces the conditions", async () => {
    const { emulator, ec2 } = await start({ latencyMs: 5 });

    const response = await put(emulator.url, JSON.stringify(NEARLY_EMPTY));
    await ec2.send(fastLaunch());

    expect(await response.json()).toEqual(NEARLY_EMPTY);
    expect(emulator.conditions).toEqual({ ...NEARLY_EMPTY, latencyMs: undefined });
    expect(await failure(ec2.send(fastLaunch()))).toMatchObject({ status: 503 });
  });

  it.each(['{"latencyMs":-1}', '{"bucket":{"capacity":1}}', '{"bucket":{"capacity":0,"refillPerSecond":1}}', "[]", "{"])(
    "refuses what are no conditions, and keeps those it has: %s",
    async (body) => {
      const { emulator } = await start({ latencyMs: 5 });

      expect((await put(emulator.url, body)).status).toBe(400);
      expect(emulator.conditions).toMatchObject({ latencyMs: 5 });
    },
  );
});
