import type { CreateImageUsageReportRequest } from "@aws-sdk/client-ec2";
import { describe, expect, it } from "vitest";
import { AMI, create, depth, entries, OF_BOTH, OTHER_AMI, OWNER, reports, SHARED_AMI, start } from "./report-writes.test-support";
import { failure, setup, worldOf } from "./test-support";

describe("CreateImageUsageReport", () => {
  it("makes a report as it was asked for, of 30 days", async () => {
    const { ec2 } = await start();
    const Tags = [{ Key: "Team", Value: "red & <blue>" }];
    const asked = { ResourceTypes: [...OF_BOTH.slice(0, 1), ...depth("50")], AccountIds: ["000000000001"] };

    const ReportId = await create(ec2, { ...asked, TagSpecifications: [{ ResourceType: "image-usage-report", Tags }] });

    const [report] = await reports(ec2);
    expect(ReportId).toMatch(/^amiur-[0-9a-f]{17}$/);
    expect(report).toMatchObject({ ImageId: AMI, ReportId, State: "available", AccountIds: asked.AccountIds, Tags });
    expect(report?.ResourceTypes?.[1]).toEqual(asked.ResourceTypes[1]);
    expect(Number(report?.ExpirationTime) - Number(report?.CreationTime)).toBe(30 * 24 * 60 * 60 * 1000);
  });

  it("leaves it pending and without entries until its time has come", async () => {
    const { ec2, emulator } = await start({ reportMs: 60_000 });
    const id = await create(ec2);
    expect(await reports(ec2)).toMatchObject([{ State: "pending" }]);
    expect(await entries(ec2, id)).toEqual([]);

    emulator.conditions.reportMs = 0;

    expect(await reports(ec2)).toMatchObject([{ State: "available" }]);
    expect(await entries(ec2, id)).toHaveLength(3);
  });

  it.each<[string, Partial<CreateImageUsageReportRequest>, number[]]>([
    ["all accounts and the 20 newest template versions", {}, [3, 5, 1]],
    ["instances only", { ResourceTypes: [{ ResourceType: "ec2:Instance" }] }, [3, 5]],
    ["some accounts only", { AccountIds: ["000000000002"] }, [5, 1]],
    ["fewer template versions", { ResourceTypes: depth("19") }, []],
    ["more template versions", { ResourceTypes: depth("21") }, [1, 2]],
    ["an image that nobody uses", { ImageId: OTHER_AMI }, []],
  ])("finds what it is asked to look at: %s", async (_, input, counts) => {
    const { ec2 } = await start();

    const found = await entries(ec2, await create(ec2, input));

    expect(found.map((entry) => entry.UsageCount)).toEqual(counts);
  });

  it("finds what the newest report of all accounts found where the world says nothing else", async () => {
    const report = (ReportId: string, day: number, AccountIds?: string[]) => ({
      ...{ ImageId: AMI, ReportId, State: "available" as const, CreationTime: new Date(Date.UTC(2026, 0, day)) },
      ...(AccountIds && { AccountIds }),
    });
    const entry = (ReportId: string, UsageCount: number) => ({ ReportId, ImageId: AMI, AccountId: "000000000001", UsageCount });
    const { ec2 } = await setup(
      worldOf({
        images: [{ ImageId: AMI, OwnerId: OWNER }],
        imageUsageReports: [report("amiur-1", 1), report("amiur-2", 2), report("amiur-3", 3, ["000000000001"])],
        imageUsageReportEntries: ["amiur-1", "amiur-2", "amiur-3"].map((id, index) => ({
          ...entry(id, index + 1),
          ResourceType: "ec2:Instance",
        })),
      }),
      { reportMs: 0 },
    );

    expect(await entries(ec2, await create(ec2))).toMatchObject([{ UsageCount: 2 }]);
  });

  it("makes one report for a client token, however often it is asked", async () => {
    const { ec2 } = await start();
    const first = await create(ec2, { ClientToken: "token" });

    expect(await create(ec2, { ClientToken: "token" })).toBe(first);
    expect(await reports(ec2)).toHaveLength(1);
    expect(await failure(create(ec2, { ClientToken: "token", ImageId: OTHER_AMI }))).toMatchObject({
      code: "IdempotentParameterMismatch",
      status: 400,
    });
    expect(await create(ec2, { ClientToken: "another" })).not.toBe(first);
  });

  it("keeps to one pending report on an image", async () => {
    const { ec2 } = await start({ reportMs: 60_000 });
    await create(ec2, { ClientToken: "token" });

    expect(await failure(create(ec2))).toMatchObject({ code: "ConcurrentImageUsageReportLimitExceeded", status: 400 });
    await expect(create(ec2, { ClientToken: "token" })).resolves.toMatch(/^amiur-/);
    await expect(create(ec2, { ImageId: OTHER_AMI })).resolves.toMatch(/^amiur-/);
  });

  it("keeps to 2,000 pending reports in a region", async () => {
    const pending = (count: number) => Array.from({ length: count }, () => ({ ImageId: OTHER_AMI, State: "pending" as const }));
    const world = worldOf({ images: [{ ImageId: AMI, OwnerId: OWNER }], imageUsageReports: pending(2000) });
    const { ec2 } = await setup(world, { reportMs: 0 });
    expect(await failure(create(ec2))).toMatchObject({ code: "PendingImageUsageReportLimitExceeded" });

    world.regions["us-east-1"]?.imageUsageReports.pop();

    await expect(create(ec2)).resolves.toMatch(/^amiur-/);
  });

  it.each<[string, Partial<CreateImageUsageReportRequest>, string]>([
    ["no image", { ImageId: undefined }, "MissingParameter"],
    ["a malformed image", { ImageId: "ami-xyz" }, "InvalidAMIID.Malformed"],
    ["an unknown image", { ImageId: "ami-00000009" }, "InvalidAMIID.NotFound"],
    ["an image of another account", { ImageId: SHARED_AMI }, "AuthFailure"],
    ["no resource type", { ResourceTypes: [] }, "MissingParameter"],
    ["an unknown resource type", { ResourceTypes: [{ ResourceType: "ssm:Parameter" }] }, "InvalidParameterValue"],
    ["a resource type twice", { ResourceTypes: [...OF_BOTH, ...OF_BOTH] }, "InvalidParameterValue"],
    [
      "a depth of instances",
      { ResourceTypes: depth("5").map((one) => ({ ...one, ResourceType: "ec2:Instance" })) },
      "InvalidParameterValue",
    ],
    ["a depth of 0", { ResourceTypes: depth("0") }, "InvalidParameterValue"],
    ["a depth above 10,000", { ResourceTypes: depth("10001") }, "InvalidParameterValue"],
    ["two depths", { ResourceTypes: depth("1", "2") }, "InvalidParameterValue"],
    ["an account id of 11 digits", { AccountIds: ["12345678901"] }, "InvalidParameterValue"],
    ["more than 200 accounts", { AccountIds: Array.from({ length: 201 }, () => OWNER) }, "InvalidParameterValue"],
    ["a client token of 129 characters", { ClientToken: "x".repeat(129) }, "InvalidParameterValue"],
    ["tags of something else", { TagSpecifications: [{ ResourceType: "image" }] }, "InvalidParameterValue"],
    ["a dry run", { DryRun: true }, "DryRunOperation"],
    ["a dry run of wrong input", { DryRun: true, ImageId: "ami-xyz" }, "InvalidAMIID.Malformed"],
  ])("refuses %s, and makes nothing", async (_, input, code) => {
    const { ec2 } = await start();

    expect(await failure(create(ec2, input))).toMatchObject({ code });
    expect(await reports(ec2)).toEqual([]);
  });

  it("makes reports that end in an error where a fault says so", async () => {
    const { ec2, emulator } = await start();
    emulator.faults.push({ kind: "fail-report", times: 1 });
    await reports(ec2);

    const id = await create(ec2);

    expect(await reports(ec2)).toMatchObject([{ State: "error", StateReason: expect.any(String) }]);
    expect(await entries(ec2, id)).toEqual([]);
  });

  it("is remembered as a call with its input", async () => {
    const { ec2, emulator } = await start();
    await create(ec2, { ClientToken: "token" });

    expect(emulator.calls).toMatchObject([
      {
        ...{ account: OWNER, region: "us-east-1", service: "ec2", operation: "CreateImageUsageReport", throttled: false },
        input: { ImageId: AMI, ResourceTypes: OF_BOTH, ClientToken: "token" },
      },
    ]);
  });
});
