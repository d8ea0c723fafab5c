import { describe, expect, it } from "vitest";
import { times } from "@/lib/server/http/test-support";
import { aws, creations, of, region } from "./report-queue.test-support";
import { imageIdOf, isFinished, newDirectory, newJob, openQueue, until } from "./test-support";

describe("a request for reports", () => {
  it("is followed from the queue to the report that AWS finished", async () => {
    const queue = await openQueue();
    const { job, isNew } = await queue.add(newJob(3), "somebody");

    expect(isNew).toBe(true);
    expect(job).toMatchObject({ by: "somebody", total: 3, counts: { queued: 3 }, finished: false, secondsToSend: 0 });
    const done = await until(queue, job.id, isFinished);
    expect(done.counts).toEqual({ available: 3 });
    expect(done.images.map(({ imageId, reportId }) => [imageId, reportId])).toEqual(
      region.imageUsageReports.map(({ ImageId, ReportId }) => [ImageId, ReportId]),
    );
  });

  it("reaches AWS as it was made", async () => {
    const queue = await openQueue();
    const wanted = of(0, { versionDepth: 300, accountIds: ["001122223333"], tags: [{ key: "Team", value: "" }] });
    await queue.add(wanted, "somebody");
    await until(queue, wanted.requestId, isFinished);

    expect(creations()).toMatchObject([
      {
        input: {
          ImageId: imageIdOf(0),
          ResourceTypes: [
            { ResourceType: "ec2:Instance" },
            { ResourceType: "ec2:LaunchTemplate", ResourceTypeOptions: [{ OptionName: "version-depth", OptionValues: ["300"] }] },
          ],
          AccountIds: ["001122223333"],
          TagSpecifications: [{ ResourceType: "image-usage-report", Tags: [{ Key: "Team", Value: "" }] }],
          ClientToken: expect.stringMatching(/^[0-9a-f]{64}$/),
        },
      },
    ]);
  });

  it("is one, however often and at whatever time it is sent", async () => {
    const queue = await openQueue();
    const wanted = newJob(5);
    const answers = await Promise.all(times(4, () => queue.add(wanted, "somebody")));
    await until(queue, wanted.requestId, isFinished);
    const late = await queue.add(wanted, "somebody");

    expect([...answers, late].filter(({ isNew }) => isNew)).toHaveLength(1);
    expect(queue.list()).toHaveLength(1);
    expect(region.imageUsageReports).toHaveLength(5);
  });

  it("is refused where its id stands for something else", async () => {
    const queue = await openQueue();
    const wanted = newJob(2);
    await queue.add(wanted, "somebody");

    await expect(queue.add({ ...wanted, versionDepth: 21 }, "somebody")).rejects.toThrow("requestId was used for another request before");
  });

  it("is listed before those that are older", async () => {
    const queue = await openQueue();
    const [older, newer] = [of(0), of(1)];
    await queue.add(older, "somebody");
    await queue.add(newer, "somebody");

    expect(queue.list().map(({ id }) => id)).toEqual([newer.requestId, older.requestId]);
  });
});

describe("an image that has a pending report", () => {
  it("is not requested again: that report is followed, and what it lacks is said", async () => {
    const queue = await openQueue();
    region.imageUsageReports.push({
      ImageId: imageIdOf(0),
      ReportId: "amiur-0abc",
      State: "pending",
      ResourceTypes: [{ ResourceType: "ec2:Instance" }],
      AccountIds: ["111122223333"],
      CreationTime: new Date(),
    });
    const wanted = newJob(2);
    await queue.add(wanted, "somebody");

    const { images } = await until(queue, wanted.requestId, ({ counts }) => counts.available === 1 && counts.pending === 1);
    expect(images[0]).toMatchObject({
      state: "pending",
      reportId: "amiur-0abc",
      adopted:
        "AWS had a pending report on this image already, which is followed in place of a new one. It is not what was asked for: it does not cover ec2:LaunchTemplate; it is restricted to 1 account.",
    });
    expect(creations().map(({ input }) => input.ImageId)).toEqual([imageIdOf(1)]);
  });

  it("is found so too where another request of ours has made it", async () => {
    aws.conditions.reportMs = 600;
    const queue = await openQueue();
    const [first, second] = [newJob(4), newJob(4)];
    await queue.add(first, "somebody");
    await queue.add(second, "somebody else");

    const [one, other] = await Promise.all([until(queue, first.requestId, isFinished), until(queue, second.requestId, isFinished)]);
    expect(other.images.map(({ reportId }) => reportId)).toEqual(one.images.map(({ reportId }) => reportId));
    expect(creations()).toHaveLength(4);
    expect(other.images.every(({ adopted }) => adopted?.endsWith("in place of a new one."))).toBe(true);
  });
});

describe("what AWS refuses", () => {
  it("is an error of that image, in AWS's words, and of no other", async () => {
    const queue = await openQueue();
    aws.faults.push({ kind: "deny", operation: "CreateImageUsageReport", times: 1 });
    const wanted = newJob(3);
    await queue.add(wanted, "somebody");

    const { counts, images } = await until(queue, wanted.requestId, isFinished);
    expect(counts).toEqual({ error: 1, available: 2 });
    expect(images.find(({ state }) => state === "error")?.error).toMatchObject({
      code: "UnauthorizedOperation",
      message: expect.stringContaining("not authorized"),
    });
  });

  it("is an error where the image is not there", async () => {
    const queue = await openQueue();
    const wanted = of(999);
    await queue.add(wanted, "somebody");

    expect((await until(queue, wanted.requestId, isFinished)).images[0]?.error?.code).toBe("InvalidAMIID.NotFound");
  });

  it("for now alone is sent again, without an error surfacing", async () => {
    const queue = await openQueue();
    aws.faults.push(
      { kind: "throttle", operation: "CreateImageUsageReport", times: 3 },
      { kind: "cut", operation: "CreateImageUsageReport", times: 2 },
    );
    const wanted = newJob(6);
    await queue.add(wanted, "somebody");

    expect((await until(queue, wanted.requestId, isFinished)).counts).toEqual({ available: 6 });
    expect(region.imageUsageReports).toHaveLength(6);
  });

  it("to make once it has begun is an error with the reason, and a new report is made of it when it is tried again", async () => {
    const queue = await openQueue();
    aws.faults.push({ kind: "fail-report", times: 1 });
    const wanted = of(0);
    await queue.add(wanted, "somebody");

    const failed = await until(queue, wanted.requestId, isFinished);
    expect(failed.images[0]).toMatchObject({
      state: "error",
      error: { code: "ReportFailed", message: expect.stringContaining("internal error") },
    });
    await queue.change(wanted.requestId, "retried");
    const { images } = await until(queue, wanted.requestId, ({ counts }) => counts.available === 1);
    expect(images[0]).toMatchObject({ state: "available", attempt: 2, error: null });
    expect(images[0]?.reportId).not.toBe(failed.images[0]?.reportId);
  });
});

describe("a request that is stopped", () => {
  it("sends nothing more, and goes on where it is tried again, in another process too", async () => {
    const dataDir = await newDirectory();
    const held = await openQueue({ dataDir, mayWrite: () => false });
    const wanted = newJob(4);
    await held.add(wanted, "somebody");
    await held.change(wanted.requestId, "stopped");
    expect(held.get(wanted.requestId)).toMatchObject({ counts: { stopped: 4 }, finished: true });
    held.close();

    const queue = await openQueue({ dataDir });
    expect(queue.get(wanted.requestId)).toMatchObject({ counts: { stopped: 4 } });
    await queue.change(wanted.requestId, "retried");
    expect((await until(queue, wanted.requestId, isFinished)).counts).toEqual({ available: 4 });
  });
});
