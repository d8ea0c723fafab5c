import { describe, expect, it, vi } from "vitest";
import { ACCOUNT, times } from "@/lib/server/http/test-support";
import { Journal } from "./journal";
import { aws, creations, of, region } from "./report-queue.test-support";
import { imageIdOf, isFinished, newDirectory, openQueue, REGION, SILENT, until } from "./test-support";

describe("a report that was requested", () => {
  it("and is not listed yet is requested, not missing", async () => {
    aws.conditions.reportMs = 60_000;
    const queue = await openQueue();
    const wanted = of(0);
    await queue.add(wanted, "somebody");
    await vi.waitFor(() => expect(region.imageUsageReports).toHaveLength(1), { interval: 1 });
    const [report] = region.imageUsageReports.splice(0);
    aws.calls.splice(0);
    await vi.waitFor(() => expect(aws.dataCalls().length).toBeGreaterThan(2));

    expect(queue.get(wanted.requestId)?.images[0]?.state).toBe("requested");
    if (report) region.imageUsageReports.push(report);
    await until(queue, wanted.requestId, ({ counts }) => counts.pending === 1);
  });

  it("and is never listed is an error after long enough, which says so", async () => {
    aws.conditions.reportMs = 60_000;
    const queue = await openQueue({ timing: { pollMs: [20], retryMs: 400, missingMs: 200 } });
    const wanted = of(0);
    await queue.add(wanted, "somebody");
    await vi.waitFor(() => expect(region.imageUsageReports).toHaveLength(1), { interval: 1 });
    region.imageUsageReports = [];

    expect((await until(queue, wanted.requestId, isFinished)).images[0]?.error?.code).toBe("ReportNotShown");
  });

  it("may be in a state that nobody knows, which is shown as it is and not taken for the last", async () => {
    aws.conditions.reportMs = 60_000;
    const queue = await openQueue();
    const wanted = of(0);
    await queue.add(wanted, "somebody");
    await until(queue, wanted.requestId, ({ counts }) => counts.pending === 1);
    for (const report of region.imageUsageReports) report.State = "archiving";

    expect(await until(queue, wanted.requestId, ({ counts }) => counts.archiving === 1)).toMatchObject({ finished: false });
    for (const report of region.imageUsageReports) report.State = "available";
    await until(queue, wanted.requestId, isFinished);
  });

  it("and deleted from here is deleted", async () => {
    const queue = await openQueue();
    const wanted = of(0);
    await queue.add(wanted, "somebody");
    const { images } = await until(queue, wanted.requestId, isFinished);
    await queue.deleted({ account: ACCOUNT, region: REGION }, images[0]?.reportId ?? "");

    expect(queue.get(wanted.requestId)?.counts).toEqual({ deleted: 1 });
  });
});

describe("what must wait", () => {
  it("for one of 2,000 pending reports to end stays queued, and says why", async () => {
    const queue = await openQueue();
    const others = times(2_000, (index) => ({
      ImageId: imageIdOf(10_000 + index),
      ReportId: `amiur-${(index + 1).toString(16)}`,
      State: "pending",
    }));
    region.imageUsageReports = [...others];
    const wanted = of(0);
    await queue.add(wanted, "somebody");

    const { images } = await until(queue, wanted.requestId, ({ images }) => images[0]?.reason !== null);
    expect(images[0]).toMatchObject({ state: "queued", reason: expect.stringContaining("at most 2,000 pending reports") });
    expect(creations()).toHaveLength(0);
    for (const report of region.imageUsageReports.slice(0, 5)) report.State = "available";
    await until(queue, wanted.requestId, isFinished);
  });

  it("for writes to be allowed stays queued, says so, and AWS is asked for nothing", async () => {
    const queue = await openQueue({ mayWrite: () => false });
    const wanted = of(0);
    await queue.add(wanted, "somebody");

    const { images } = await until(queue, wanted.requestId, ({ images }) => images[0]?.reason !== null);
    expect(images[0]?.reason).toContain("LEDGER_ALLOW_WRITES");
    expect(aws.dataCalls()).toHaveLength(0);
  });

  it("because its account is not configured any more is not asked for with other credentials", async () => {
    const queue = await openQueue({ isConfigured: async () => false });
    const wanted = of(0);
    await queue.add(wanted, "somebody");

    await until(queue, wanted.requestId, ({ images }) => images[0]?.reason?.includes("not configured") ?? false);
    expect(aws.dataCalls()).toHaveLength(0);
  });
});

describe("a process that ended between sending and noting", () => {
  const asked = { ResourceTypes: [{ ResourceType: "ec2:Instance" as const }, { ResourceType: "ec2:LaunchTemplate" as const }] };

  it.each([
    ["finds the report that was made, though AWS has forgotten the token", { ...asked, State: "available" }, 0, "amiur-0abc"],
    ["does not take an older one for it", { ...asked, State: "available", CreationTime: new Date(0) }, 1, null],
    ["does not take one that covers less for it", { ResourceTypes: asked.ResourceTypes.slice(1), State: "available" }, 1, null],
    ["does not take one that failed for it", { ...asked, State: "error" }, 1, null],
  ])("%s", async (_, report, created, reportId) => {
    const dataDir = await newDirectory();
    const { requestId: id, images, ...options } = of(0);
    const at = new Date().toISOString();
    const { journal } = await Journal.open(dataDir, SILENT.lineDamaged);
    await journal.begin({ type: "created", at, request: { id, by: "somebody", options, images } });
    await journal.append(id, { type: "sending", at, image: 0 });
    region.imageUsageReports.push({ ImageId: imageIdOf(0), ReportId: "amiur-0abc", CreationTime: new Date(), ...report });

    const queue = await openQueue({ dataDir });
    const { images: found } = await until(queue, id, isFinished);
    expect(creations()).toHaveLength(created);
    expect(found[0]).toMatchObject({ state: "available", adopted: null });
    if (reportId !== null) expect(found[0]?.reportId).toBe(reportId);
    else expect(found[0]?.reportId).not.toBe("amiur-0abc");
  });
});
