import { afterAll, beforeEach, describe, expect, it, vi } from "vitest";
import { GET } from "@/app/api/fast-launch-images/route";
import { GET as findings } from "@/app/api/findings/route";
import { GET as entries } from "@/app/api/image-usage-report-entries/route";
import { GET as verdicts } from "@/app/api/image-verdicts/route";
import { keptSoFar } from "@/lib/aws/cache/open-stored";
import { setReadingStore } from "@/lib/aws/cache/reading-store";
import { databaseReadings } from "@/lib/server/store/reading-store";
import { openDatabase } from "@/lib/store/database";
import { freshDatabase } from "@/lib/store/test-support";
import { read, request, startAws } from "./test-support";

// The SDK waits a random part of up to 16 seconds between two tries. A small part keeps these tests quick.
vi.spyOn(Math, "random").mockReturnValue(0.1);

const { faults, world, calls, dataCalls, reset } = await startAws({ "us-east-1": {}, "eu-west-1": {} });
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
  for (const table of ["item_version", "listing_run", "latest_reading"] as const) await (await database()).deleteFrom(table).execute();
});

/** Changes what AWS has in us-east-1. */
function has(...ids: string[]): void {
  const region = world.regions["us-east-1"];
  if (region !== undefined) region.fastLaunchImages = ids.map((ImageId) => ({ ImageId, State: "enabled" as const }));
}

/** Reads everything, waits until it is kept, and tells a time after it at which nothing else is read. */
async function readNow(handler = GET, query = ""): Promise<{ readAt: string; after: string }> {
  const { done } = await read(handler, query);
  await keptSoFar();
  const after = new Date().toISOString();
  await new Promise((resolve) => setTimeout(resolve, 5));
  return { readAt: done[0]?.readAt ?? "", after };
}

const idsOf = (rows: Record<string, unknown>[]): unknown[] => rows.map(({ imageId }) => imageId).sort();
const IN_US = "region=us-east-1";

describe("a list as of a time", () => {
  it("has the rows of the last whole reading before it, with its time and without a call", async () => {
    has("ami-1", "ami-2");
    const first = await readNow(GET, IN_US);
    has("ami-2", "ami-3");
    const second = await readNow(GET, IN_US);
    has();
    faults.push({ kind: "deny", operation: "DescribeFastLaunchImages", region: "us-east-1" });
    const failed = await readNow(GET, IN_US);
    calls.splice(0);

    const answers = await Promise.all([first, second, failed].map(({ after }) => read(GET, `${IN_US}&as-of=${after}`)));

    expect(answers.map(({ rows }) => idsOf(rows))).toEqual([
      ["ami-1", "ami-2"],
      ["ami-2", "ami-3"],
      ["ami-2", "ami-3"],
    ]);
    expect(answers.map(({ done }) => done)).toEqual(
      [first, second, second].map(({ readAt }) => [expect.objectContaining({ readAt, source: "store" })]),
    );
    expect(dataCalls()).toEqual([]);
  });

  it("is missing where nothing was read by then, and is not an empty one", async () => {
    has("ami-1");
    const before = new Date(Date.now() - 1).toISOString();
    await readNow(GET, IN_US);

    const { rows, failures, end } = await read(GET, `as-of=${before}`);
    const { failures: elsewhere } = await read(GET, `as-of=${new Date().toISOString()}`);

    expect(rows).toEqual([]);
    expect(failures.map(({ error }) => error.kind)).toEqual(["missing", "missing"]);
    expect(end).toMatchObject({ complete: false });
    expect(elsewhere.map(({ scope }) => scope.region)).toEqual(["eu-west-1"]);
  });

  it("is not recorded from a reading of a part of it", async () => {
    has("ami-1", "ami-2");
    const { after } = await readNow(GET, `${IN_US}&max-items=1`);
    const filtered = await readNow(GET, `${IN_US}&filter.state=enabled`);

    expect((await read(GET, `${IN_US}&as-of=${after}`)).failures).toHaveLength(1);
    expect((await read(GET, `${IN_US}&as-of=${filtered.after}`)).failures).toHaveLength(1);
  });

  it("has those rows that are asked for by id", async () => {
    has("ami-0abcdef1234567891", "ami-0abcdef1234567892");
    const { after } = await readNow(GET, IN_US);

    const { rows } = await read(GET, `${IN_US}&as-of=${after}&image-id=ami-0abcdef1234567892&image-id=ami-0abcdef1234567893`);

    expect(idsOf(rows)).toEqual(["ami-0abcdef1234567892"]);
  });

  it("is not missing but unreachable where the database fails", async () => {
    setReadingStore(databaseReadings(() => Promise.reject(new Error("It is down."))));

    const { failures } = await read(GET, `${IN_US}&as-of=${new Date().toISOString()}`);

    expect(failures).toMatchObject([{ error: { kind: "unreachable" } }]);
  });
});

describe("what follows from lists, as of a time", () => {
  it("follows from the lists as they were, and is judged then", async () => {
    const region = world.regions["us-east-1"];
    if (region === undefined) throw new Error("It is there.");
    region.images = [{ ImageId: "ami-0abcdef1234567891", Name: "golden", OwnerId: world.account }];
    const { after } = await readNow(verdicts, IN_US);
    const then = await read(verdicts, `${IN_US}&as-of=${after}`);
    region.images = [];
    await readNow(verdicts, IN_US);
    calls.splice(0);

    const { rows, done } = await read(verdicts, `${IN_US}&as-of=${after}`);

    expect(rows).toMatchObject([{ imageId: "ami-0abcdef1234567891" }]);
    expect(rows).toEqual(then.rows);
    expect(done).toMatchObject([{ source: "store" }]);
    expect((await read(verdicts, `${IN_US}&as-of=${new Date().toISOString()}`)).rows).toEqual([]);
    expect(dataCalls()).toEqual([]);
  });

  it.each([
    ["verdicts", verdicts],
    ["findings", findings],
    ["entries", entries],
  ] as const)("is missing where a list was not read by then: %s", async (_, handler) => {
    const { failures } = await read(handler, `${IN_US}&as-of=2020-01-01T00:00:00Z`);

    expect(failures.map(({ error }) => error.kind)).toEqual(["missing"]);
  });
});

describe("a time to ask as of", () => {
  it.each([
    ["in the future", "as-of=2999-01-01T00:00:00Z"],
    ["that is none", "as-of=yesterday"],
    ["that no calendar has", "as-of=2026-02-30T00:00:00Z"],
    ["without a zone", "as-of=2026-02-03T04:05:06"],
    ["that is empty", "as-of="],
    ["given twice", "as-of=2026-02-03T04:05:06Z&as-of=2026-02-03T04:05:07Z"],
    ["to read anew", "as-of=2026-02-03T04:05:06Z&refresh=true"],
    ["of an age", "as-of=2026-02-03T04:05:06Z&max-age=5"],
    ["with max-items", "as-of=2026-02-03T04:05:06Z&max-items=5"],
    ["with starting-token", `as-of=2026-02-03T04:05:06Z&starting-token=abc`],
    ["with dry-run", "as-of=2026-02-03T04:05:06Z&dry-run=true"],
    ["with a filter of AWS", "as-of=2026-02-03T04:05:06Z&filter.state=enabled"],
  ])("is refused %s", async (_, query) => {
    const response = await GET(request(query));

    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ error: { parameter: "as-of" } });
  });
});
