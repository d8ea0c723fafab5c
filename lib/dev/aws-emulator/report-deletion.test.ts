import { DeleteImageUsageReportCommand, DescribeImageUsageReportsCommand, type EC2Client } from "@aws-sdk/client-ec2";
import { describe, expect, it } from "vitest";
import { create, entries, OTHER_AMI, reports, start } from "./report-writes.test-support";
import { failure } from "./test-support";

describe("DeleteImageUsageReport", () => {
  const remove = (ec2: EC2Client, ReportId: string | undefined, DryRun = false) =>
    ec2.send(new DeleteImageUsageReportCommand({ ReportId, DryRun }));

  it("takes the report away with its entries, and no other", async () => {
    const { ec2 } = await start();
    const id = await create(ec2);
    const other = await create(ec2);
    await reports(ec2);

    expect(await remove(ec2, id)).toMatchObject({ Return: true });

    expect((await reports(ec2)).map((report) => report.ReportId)).toEqual([other]);
    expect(await entries(ec2, other)).toHaveLength(3);
    expect(await failure(entries(ec2, id))).toMatchObject({ code: "InvalidImageUsageReportId.NotFound" });
  });

  it("ends a pending report, after which the image may have another", async () => {
    const { ec2, emulator } = await start({ reportMs: 60_000 });
    await remove(ec2, await create(ec2));
    const other = await create(ec2);
    emulator.conditions.reportMs = 0;

    expect((await reports(ec2)).map((report) => report.ReportId)).toEqual([other]);
    expect(await entries(ec2)).toHaveLength(3);
  });

  it("leaves a listing under way as it was", async () => {
    const { ec2 } = await start();
    const ids = [await create(ec2), await create(ec2, { ImageId: OTHER_AMI })];
    const first = await ec2.send(new DescribeImageUsageReportsCommand({ MaxResults: 1 }));
    await remove(ec2, ids[0]);

    const second = await ec2.send(new DescribeImageUsageReportsCommand({ MaxResults: 1, NextToken: first.NextToken }));

    expect([first, second].map((page) => page.ImageUsageReports?.[0]?.ReportId)).toEqual(ids);
  });

  it.each<[string, string | undefined, string]>([
    ["no id", undefined, "MissingParameter"],
    ["a malformed id", "report-1", "InvalidImageUsageReportId.Malformed"],
    ["an unknown id", "amiur-9", "InvalidImageUsageReportId.NotFound"],
  ])("refuses %s", async (_, id, code) => {
    const { ec2 } = await start();

    expect(await failure(remove(ec2, id))).toMatchObject({ code, status: 400 });
  });

  it("changes nothing in a dry run", async () => {
    const { ec2 } = await start();
    const id = await create(ec2);

    expect(await failure(remove(ec2, id, true))).toMatchObject({ code: "DryRunOperation", status: 412 });
    expect(await reports(ec2)).toHaveLength(1);
  });
});

describe("the bucket of operations that change something", () => {
  const outcomes = async (ec2: EC2Client, calls: number) => {
    const all = Array.from({ length: calls }, () => failure(create(ec2, { ClientToken: "token" })));
    return (await Promise.all(all)).filter((outcome) => outcome.code === "RequestLimitExceeded").length;
  };

  it("is EC2's own, of 50, where there is one for the others", async () => {
    const { ec2 } = await start({ bucket: { capacity: 1, refillPerSecond: 0 }, reportMs: 0 });
    const throttled = await outcomes(ec2, 70);

    expect(throttled).toBeGreaterThan(10);
    expect(throttled).toBeLessThanOrEqual(20);
  });

  it("may have another size, and be there alone", async () => {
    const { ec2 } = await start({ mutatingBucket: { capacity: 2, refillPerSecond: 0 }, reportMs: 0 });

    expect(await outcomes(ec2, 5)).toBe(3);
    for (let call = 0; call < 5; call += 1) await expect(reports(ec2)).resolves.toHaveLength(1);
  });
});
