import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { RowPage } from "@/lib/aws/listing/row-page";
import { type Database, openDatabase } from "@/lib/store/database";
import { itemChanges } from "@/lib/store/history/changes";
import type { RecordedList } from "@/lib/store/history/record";
import { engines, freshDatabase } from "@/lib/store/test-support";
import { unpackRows } from "./items";
import { pastReading } from "./past-reading";
import { recordHistory } from "./record-history";

interface Image {
  imageId: string;
  tags: { key: string; value: string }[];
}

const image = (id: number, tag = 0): Image => ({ imageId: `ami-${id}`, tags: [{ key: "Team", value: `${tag}` }] });
const entry = (report: string, account: number, usageCount: number) => ({
  resourceType: "ec2:Instance",
  reportId: report,
  usageCount,
  accountId: `${account}`,
});
const time = (minute: number): string => new Date(Date.UTC(2026, 0, 1, 0, minute)).toISOString();
let scopes = 0;
function someList(resource = "/images"): RecordedList {
  scopes += 1;
  return { resource, account: String(scopes).padStart(12, "0"), region: "us-east-1" };
}
const never = (error: Error): never => {
  throw error;
};

describe.each(engines)("history in the %s database", (engine) => {
  const location = freshDatabase(engine);
  let database: Database;
  beforeAll(async () => {
    database = await openDatabase(location(), never);
  });
  afterAll(() => database.destroy());

  const record = (list: RecordedList, minute: number, rows: readonly object[], proof?: unknown, pageRows = 2): Promise<void> => {
    const pages = Array.from(
      { length: Math.ceil(rows.length / pageRows) },
      (_, page) => new RowPage<unknown>(rows.slice(page * pageRows, (page + 1) * pageRows)),
    );
    return recordHistory(database, list, { readAt: time(minute), proof, pages });
  };
  async function asOf(list: RecordedList, at: string) {
    const past = await pastReading<object>(database, list, at);
    if (past === null) return null;
    const rows: object[] = [];
    for await (const page of past.pages()) rows.push(...(await page.rows()));
    return { readAt: past.readAt, proof: past.proof, rows: inOrder(rows) };
  }
  const written = async ({ resource, account }: RecordedList) => {
    const count = async (table: "listing_run" | "item_version"): Promise<number> => {
      const rows = await database
        .selectFrom(table)
        .innerJoin("scope", "scope.id", `${table}.scope_id`)
        .select("scope_id")
        .where("resource", "=", resource)
        .where("account", "=", account)
        .execute();
      return rows.length;
    };
    return { runs: await count("listing_run"), versions: await count("item_version") };
  };

  it("names each change once, between the two readings that it fell between", async () => {
    const reading = fc.uniqueArray(fc.tuple(fc.nat(4), fc.nat(2)), { selector: ([id]) => id, maxLength: 5 });
    await fc.assert(
      fc.asyncProperty(fc.array(reading, { maxLength: 5 }), async (readings) => {
        const list = someList();
        const all = readings.map((rows) => new Map(rows.map(([id, tag]) => [`ami-${id}`, image(id, tag)])));
        for (const [index, rows] of all.entries()) await record(list, index * 10, [...rows.values()], { askedImages: [...rows.keys()] });

        const changes: object[] = [];
        for await (const some of itemChanges(database, list, { from: null, to: null }, null)) {
          for (const { key, at, previousAt, before, after } of some) {
            const [was] = before === null ? [null] : unpackRows(before);
            const [is] = after === null ? [null] : unpackRows(after);
            changes.push({ key, at, previousAt, was, is });
          }
        }

        const expected = all.slice(1).flatMap((rows, index) => {
          const old = all[index] ?? new Map<string, Image>();
          const keys = [...new Set([...rows.keys(), ...old.keys()])].toSorted();
          return keys
            .map((key) => ({
              key,
              at: time(index * 10 + 10),
              previousAt: time(index * 10),
              was: old.get(key) ?? null,
              is: rows.get(key) ?? null,
            }))
            .filter(({ was, is }) => JSON.stringify(was) !== JSON.stringify(is));
        });
        expect(changes).toEqual(expected);
      }),
      { numRuns: 30 },
    );
  });

  it("tells changes of some items in a period, however many there are", async () => {
    const list = someList();
    const many = (tag: number) => Array.from({ length: 1_200 }, (_, id) => image(id, tag));
    for (const tag of [0, 1, 2]) await record(list, tag * 10, many(tag), undefined, 500);
    const changesIn = async (from: string | null, to: string | null, keys: string[] | null): Promise<string[]> => {
      const found: string[] = [];
      for await (const some of itemChanges(database, list, { from, to }, keys)) found.push(...some.map(({ key, at }) => `${at} ${key}`));
      return found;
    };

    expect(new Set(await changesIn(null, null, null)).size).toBe(2_400);
    expect(await changesIn(time(20), null, ["ami-7"])).toEqual([`${time(20)} ami-7`]);
    expect(await changesIn(null, time(19), ["ami-7"])).toEqual([`${time(10)} ami-7`]);
    expect(await changesIn(time(11), time(19), null)).toEqual([]);
  });

  it("gives at any moment the rows of the last whole reading before it", async () => {
    const reading = fc.uniqueArray(fc.tuple(fc.nat(6), fc.nat(2)), { selector: ([id]) => id, maxLength: 7 });
    await fc.assert(
      fc.asyncProperty(fc.array(reading, { maxLength: 6 }), fc.integer({ min: -1, max: 70 }), async (readings, minute) => {
        const list = someList();
        const all = readings.map((rows) => rows.map(([id, tag]) => image(id, tag)));
        for (const [index, rows] of all.entries())
          await record(list, index * 10, rows, { askedImages: rows.map(({ imageId }) => imageId) });

        const past = await asOf(list, time(minute));

        const last = all.findLastIndex((_, index) => index * 10 <= minute);
        const rows = inOrder(all[last] ?? []);
        const askedImages = rows.map(({ imageId }) => imageId);
        expect(past).toEqual(last < 0 ? null : { readAt: time(last * 10), proof: { askedImages }, rows });
      }),
      { numRuns: 40 },
    );
  });

  it("takes a report's entries together, in whatever order and on whatever pages they come", async () => {
    const list = someList("/image-usage-report-entries");
    const entries = [1, 2, 3, 4, 5].flatMap((account) => [entry("amiur-1", account, account), entry("amiur-2", account, 7)]);
    await record(list, 0, entries);
    await record(list, 10, entries.toReversed(), undefined, 3);
    expect(await written(list)).toEqual({ runs: 2, versions: 2 });

    await record(list, 20, [...entries.filter(({ reportId }) => reportId === "amiur-1"), entry("amiur-3", 1, 1)]);

    expect(await written(list)).toEqual({ runs: 3, versions: 3 });
    expect((await asOf(list, time(15)))?.rows).toEqual(inOrder(entries));
    expect((await asOf(list, time(20)))?.rows).toHaveLength(6);
  });

  it("tells rows of the same identity from one", async () => {
    const list = someList();
    await record(list, 0, [image(1), image(1), image(1, 2)]);

    await record(list, 10, [image(1)]);

    expect((await asOf(list, time(5)))?.rows).toHaveLength(3);
    expect((await asOf(list, time(10)))?.rows).toEqual([image(1)]);
  });

  it("is one row for a reading in which nothing changed", async () => {
    const list = someList();
    await record(list, 0, [image(1), image(2), image(3)], { askedImages: ["ami-1", "ami-2"] });
    const before = await written(list);

    await record(list, 10, [image(3), image(2), image(1)], { askedImages: ["ami-2", "ami-1"] });

    expect(await written(list)).toEqual({ ...before, runs: before.runs + 1 });
    expect(before).toEqual({ runs: 1, versions: 4 });
  });

  it("writes a reading once, whoever and however many record it", async () => {
    const list = someList();
    const rows = [image(1), image(2), image(3)];
    const other = engine === "embedded" ? database : await openDatabase(location(), never);

    await Promise.all(
      [database, other, database].map((one) =>
        recordHistory(one, list, { readAt: time(0), proof: undefined, pages: [new RowPage<unknown>(rows)] }),
      ),
    );
    if (other !== database) await other.destroy();

    expect(await written(list)).toEqual({ runs: 1, versions: 3 });
  });

  it("is the same in whatever order readings end that began at the same time", async () => {
    const list = someList();

    await Promise.all([record(list, 0, [image(1)]), record(list, 10, [image(1, 1)]), record(list, 20, [image(2)])]);

    expect((await asOf(list, time(30)))?.rows).toEqual([image(2)]);
    for (const [minute, row] of [
      [0, image(1)],
      [10, image(1, 1)],
    ] as const) {
      const past = await asOf(list, time(minute));
      if (past?.readAt === time(minute)) expect(past.rows).toEqual([row]);
    }
  });

  it("is not changed by a reading older than the newest", async () => {
    const list = someList();
    await record(list, 10, [image(1)]);

    await record(list, 0, [image(2)]);

    expect(await written(list)).toEqual({ runs: 1, versions: 1 });
    expect(await asOf(list, time(5))).toBeNull();
  });

  it("knows an empty list from one that was not read", async () => {
    const list = someList();
    await record(list, 0, []);

    expect(await asOf(list, time(1))).toEqual({ readAt: time(0), proof: undefined, rows: [] });
    expect(await asOf({ ...list, region: "eu-west-1" }, time(1))).toBeNull();
  });

  it("keeps rows whose identity is as long as an error message, or has a NUL", async () => {
    const list = someList("/license-configuration-failures");
    const failure = (errorMessage: string) => ({
      licenseConfigurationArn: "a",
      resourceArn: "b",
      operationName: "c",
      failureTime: null,
      errorMessage,
    });
    const rows = [failure("x".repeat(9_000)), failure(`${"x".repeat(9_000)}y`), failure("\0")];

    await record(list, 0, rows);

    expect((await asOf(list, time(0)))?.rows).toEqual(inOrder(rows));
  });
});

const inOrder = <Row extends object>(rows: readonly Row[]): Row[] =>
  rows.toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
