import { afterAll, beforeEach, describe, expect, it, vi } from "vitest";
import { GET } from "@/app/api/fast-launch-images/route";
import { GET as verdicts } from "@/app/api/image-verdicts/route";
import { setReadingStore } from "@/lib/aws/cache/reading-store";
import { databaseReadings } from "@/lib/server/store/reading-store";
import { openDatabase } from "@/lib/store/database";
import { freshDatabase } from "@/lib/store/test-support";
import { read, request, startAws, times } from "./test-support";

// The SDK waits a random part of up to 16 seconds between two tries. A small part keeps these tests quick.
vi.spyOn(Math, "random").mockReturnValue(0.1);

const launch = (ImageId: string) => ({ ImageId, State: "enabled" as const });
const { faults, world, calls, dataCalls, reset } = await startAws({ "us-east-1": {}, "eu-west-1": {} });
const HOUR = "max-age=3600";

const location = freshDatabase("embedded");
const database = (() => {
  let opened: ReturnType<typeof openDatabase> | null = null;
  return () => (opened ??= openDatabase(location(), () => undefined));
})();
afterAll(async () => {
  setReadingStore(null);
  await (await database()).destroy();
});
beforeEach(async () => {
  reset();
  setReadingStore(databaseReadings(database));
  await (await database()).deleteFrom("latest_reading").execute();
});

/** Changes what AWS has in us-east-1. */
function has(...ids: string[]): void {
  const region = world.regions["us-east-1"];
  if (region !== undefined) region.fastLaunchImages = ids.map(launch);
}

/** Reads everything, and waits until it is kept. Gives the time of the reading of us-east-1. */
async function keptReading(): Promise<string> {
  const { done } = await read(GET);
  await vi.waitFor(async () => {
    const kept = await (await database()).selectFrom("latest_reading").select("reading_id").where("failure", "is", null).execute();
    expect(kept).toHaveLength(2);
  });
  return done.find(({ scope }) => scope.region === "us-east-1")?.readAt ?? "";
}

const idsOf = (rows: Record<string, unknown>[]): unknown[] => rows.map(({ imageId }) => imageId);

describe("a whole list", () => {
  it("is given as it was last read to who accepts its age, with its time and without a call", async () => {
    has("ami-1", "ami-2");
    const readAt = await keptReading();
    has("ami-3");
    calls.splice(0);

    const { rows, done, end } = await read(GET, HOUR);

    expect(idsOf(rows)).toEqual(["ami-1", "ami-2"]);
    expect(done).toContainEqual(
      expect.objectContaining({ scope: expect.objectContaining({ region: "us-east-1" }), readAt, source: "store" }),
    );
    expect(end).toMatchObject({ complete: true, rows: 2 });
    expect(dataCalls()).toEqual([]);
  });

  it.each([
    ["asks for no age", ""],
    ["asks to read anew", "refresh=true"],
    ["asks for a younger one", "max-age=0"],
    ["asks for a part of it", `${HOUR}&filter.state=enabled`],
    ["asks for so many", `${HOUR}&max-items=5`],
  ])("is read from AWS for who %s", async (_, query) => {
    has("ami-1");
    await keptReading();
    has("ami-2");

    const { rows, done } = await read(GET, query);

    expect(idsOf(rows)).toEqual(["ami-2"]);
    expect(done.map(({ source }) => source)).toEqual(["aws", "aws"]);
  });

  it("is given as it was last whole where AWS fails half way, and not as a mixture", async () => {
    has(...times(5, (index) => `ami-old-${index}`));
    const readAt = await keptReading();
    has(...times(5, (index) => `ami-new-${index}`));
    faults.push({ kind: "deny", operation: "DescribeFastLaunchImages", region: "us-east-1", after: 1 });

    const { rows, lines, done, end } = await read(GET, "page-size=2");

    expect(idsOf(rows)).toEqual(times(5, (index) => `ami-old-${index}`));
    expect(lines).toContainEqual(expect.objectContaining({ type: "failed", error: expect.objectContaining({ kind: "denied" }), readAt }));
    expect(done.map(({ scope }) => scope.region)).toEqual(["eu-west-1"]);
    expect(end).toMatchObject({ complete: false, rows: 5 });
  });

  it("is given as it was last whole as JSON and CSV too, which say that it is not complete", async () => {
    has("ami-1");
    await keptReading();
    faults.push({ kind: "deny", operation: "DescribeFastLaunchImages", region: "us-east-1" });

    const json = await (await GET(request("format=json"))).json();
    const csv = await GET(request("format=csv"));
    const part = await (await GET(request("format=csv&partial=allow"))).text();

    expect(json).toMatchObject({ complete: false, rows: [{ imageId: "ami-1" }], failures: [{ error: { kind: "denied" } }] });
    expect(csv.status).toBe(502);
    expect(part).toContain("ami-1");
  });

  it("is not given where nobody may read it any more by another question", async () => {
    has("ami-1");
    await keptReading();
    faults.push({ kind: "deny", operation: "DescribeFastLaunchImages", region: "us-east-1" });

    const { rows, failures } = await read(GET, "filter.state=enabled");

    expect(rows).toEqual([]);
    expect(failures).toHaveLength(1);
  });
});

describe("a database that fails", () => {
  it("costs the readings, and nothing else", async () => {
    setReadingStore(databaseReadings(() => Promise.reject(new Error("It is down."))));
    has("ami-1");

    const { rows, end } = await read(GET, HOUR);

    expect(idsOf(rows)).toEqual(["ami-1"]);
    expect(end).toMatchObject({ complete: true });
  });
});

describe("a verdict", () => {
  it("says that it rests on kept lists, and carries the age of the oldest", async () => {
    const { done } = await read(verdicts, "region=us-east-1");
    await vi.waitFor(async () => {
      const kept = await (await database()).selectFrom("latest_reading").select("resource").execute();
      expect(kept).toHaveLength(3);
    });
    calls.splice(0);

    const again = await read(verdicts, `region=us-east-1&${HOUR}`);

    expect(again.done).toEqual([expect.objectContaining({ source: "store", readAt: done[0]?.readAt })]);
    expect(dataCalls()).toEqual([]);
  });
});
