import { DescribeFastLaunchImagesCommand, DescribeInstancesCommand, paginateDescribeFastLaunchImages } from "@aws-sdk/client-ec2";
import { GetLicenseConfigurationCommand, ListLicenseConfigurationsCommand } from "@aws-sdk/client-license-manager";
import { GetSessionTokenCommand } from "@aws-sdk/client-sts";
import { describe, expect, it } from "vitest";
import { startEmulator } from "./server";
import { clients, failure, setup, worldOf } from "./test-support";

describe("an emulator", () => {
  it("works with the paginators of the SDK", async () => {
    const images = Array.from({ length: 120 }, (_, index) => ({ ImageId: `ami-${index}` }));
    const { ec2, emulator } = await setup(worldOf({ fastLaunchImages: images }));

    const read = [];
    for await (const page of paginateDescribeFastLaunchImages({ client: ec2 }, {})) read.push(...(page.FastLaunchImages ?? []));

    expect(read).toEqual(images);
    expect(emulator.calls).toHaveLength(3);
  });

  it("remembers who was asked for what", async () => {
    const { ec2, licenseManager, emulator } = await setup(worldOf({}));
    const input = { MaxResults: 5, Filters: [{ Name: "state", Values: ["enabled", "en*"] }] };

    await ec2.send(new DescribeFastLaunchImagesCommand(input));
    await licenseManager.send(new ListLicenseConfigurationsCommand({ MaxResults: 7 }));

    expect(emulator.calls).toEqual([
      {
        account: "111122223333",
        region: "us-east-1",
        service: "ec2",
        operation: "DescribeFastLaunchImages",
        input,
        aborted: false,
        throttled: false,
      },
      {
        account: "111122223333",
        region: "us-east-1",
        service: "license-manager",
        operation: "ListLicenseConfigurations",
        input: { MaxResults: 7 },
        aborted: false,
        throttled: false,
      },
    ]);
  });

  it("refuses a region that is not in its world, as each service does", async () => {
    const { emulator } = await setup(worldOf({}));
    const { ec2, licenseManager } = clients(emulator, "me-south-1");

    expect(await failure(ec2.send(new DescribeFastLaunchImagesCommand({})))).toMatchObject({
      code: "AuthFailure",
      status: 401,
    });
    expect(await failure(licenseManager.send(new ListLicenseConfigurationsCommand({})))).toMatchObject({
      code: "AuthorizationException",
    });
  });

  it("refuses an operation that it does not have, and remembers the call", async () => {
    const { ec2, licenseManager, sts, emulator } = await setup(worldOf({}));
    const get = new GetLicenseConfigurationCommand({ LicenseConfigurationArn: "arn" });
    const session = new GetSessionTokenCommand({});

    expect(await failure(ec2.send(new DescribeInstancesCommand({})))).toMatchObject({ code: "InvalidAction", status: 400 });
    expect(await failure(licenseManager.send(get))).toMatchObject({ code: "UnknownOperationException", status: 400 });
    expect(await failure(sts.send(session))).toMatchObject({ code: "InvalidAction", status: 400 });
    expect(emulator.calls.map((call) => call.operation)).toEqual(["DescribeInstances", "GetLicenseConfiguration", "GetSessionToken"]);
  });

  it("refuses a request that is not signed", async () => {
    const { emulator } = await setup(worldOf({}));

    const response = await fetch(emulator.url, { method: "POST", body: "Action=DescribeImages" });

    expect(response.status).toBe(403);
    expect(await response.text()).toContain("<Code>MissingAuthenticationToken</Code>");
  });

  it("says in body and header which request it answers", async () => {
    const { emulator } = await setup(worldOf({}));
    const authorization = "AWS4-HMAC-SHA256 Credential=AKIA/20260101/us-east-1/ec2/aws4_request, Signature=x";

    const response = await fetch(emulator.url, {
      method: "POST",
      headers: { authorization },
      body: "Action=DescribeFastLaunchImages",
    });

    expect(await response.text()).toContain(`<requestId>${response.headers.get("x-amzn-requestid")}</requestId>`);
  });

  it("closes while a client waits, and ends its connection", async () => {
    const emulator = await startEmulator({ world: worldOf({}), faults: [{ kind: "stall" }] });
    const call = failure(clients(emulator).ec2.send(new DescribeFastLaunchImagesCommand({})));
    await expect.poll(() => emulator.calls).toHaveLength(1);

    await emulator.close();

    expect((await call).message).toMatch(/ECONNRESET|hang up|aborted/);
  });
});

describe("the interface for other processes", () => {
  it("replaces faults", async () => {
    const { ec2, emulator } = await setup(worldOf({}));
    const put = (faults: unknown) => fetch(`${emulator.url}/_faults`, { method: "PUT", body: JSON.stringify(faults) });

    expect((await put([{ kind: "throttle", region: "us-east-1" }])).status).toBe(200);
    expect(await failure(ec2.send(new DescribeFastLaunchImagesCommand({})))).toMatchObject({ status: 503 });

    expect((await put([])).status).toBe(200);
    await expect(ec2.send(new DescribeFastLaunchImagesCommand({}))).resolves.toBeDefined();
  });

  it.each(['[{"kind":"flood"}]', '[{"kind":"slow"}]', '[{"kind":"deny","times":0}]', "{}", "["])(
    "refuses what is not a list of faults, and keeps those it has: %s",
    async (body) => {
      const { emulator } = await setup(worldOf({}));
      emulator.faults.push({ kind: "deny" });

      const response = await fetch(`${emulator.url}/_faults`, { method: "PUT", body });

      expect(response.status).toBe(400);
      expect(emulator.faults).toEqual([{ kind: "deny" }]);
    },
  );

  it("lists calls and forgets them", async () => {
    const { ec2, emulator } = await setup(worldOf({}));
    await ec2.send(new DescribeFastLaunchImagesCommand({ MaxResults: 3 }));
    const calls = `${emulator.url}/_calls`;

    expect(await (await fetch(calls)).json()).toMatchObject([{ input: { MaxResults: 3 } }]);
    await fetch(calls, { method: "DELETE" });
    expect(await (await fetch(calls)).json()).toEqual([]);
    expect((await fetch(`${emulator.url}/_world`)).status).toBe(404);
  });
});
