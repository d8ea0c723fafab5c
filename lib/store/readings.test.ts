import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Database, openDatabase } from "./database";
import { keepFailure, keepReading, latestReading, type PackedPage, readingPages, type StoredList } from "./readings";
import { engines, freshDatabase } from "./test-support";

const DENIED = { kind: "denied", code: "UnauthorizedOperation", message: "No.", requestId: "r-1", httpStatus: 403 } as const;
const page = (text: string, count = 1): PackedPage => ({ count, packed: Buffer.from(text) });
const never = (error: Error): never => {
  throw error;
};
let lists = 0;
const someList = (): StoredList => {
  lists += 1;
  return { resource: "/images", query: `[${lists}]`, account: "000000000001", region: "us-east-1" };
};

describe.each(engines)("readings in the %s database", (engine) => {
  const location = freshDatabase(engine);
  let database: Database;
  beforeAll(async () => {
    database = await openDatabase(location(), never);
  });
  afterAll(() => database.destroy());

  const textsOf = async (list: StoredList): Promise<string[]> => {
    const { reading } = (await latestReading(database, list)) ?? {};
    const texts: string[] = [];
    if (reading) for await (const { packed } of readingPages(database, reading)) texts.push(packed.toString());
    return texts;
  };

  it("are given back page by page, with their time and proof", async () => {
    const list = someList();
    const pages = Array.from({ length: 45 }, (_, index) => page(`page ${index} \u0000\xff`, 1_000));

    await keepReading(database, list, { readAt: "2026-01-02T03:04:05.678Z", proof: '{"a":1}' }, pages);

    const latest = await latestReading(database, list);
    expect(latest).toMatchObject({ triedAt: "2026-01-02T03:04:05.678Z", failure: null });
    expect(latest?.reading).toMatchObject({ readAt: "2026-01-02T03:04:05.678Z", rows: 45_000, proof: '{"a":1}' });
    expect(await textsOf(list)).toEqual(pages.map(({ packed }) => packed.toString()));
  });

  it("are unknown of a list that was never read", async () => {
    expect(await latestReading(database, someList())).toBeNull();
  });

  it("may be empty, which is not the same as never read", async () => {
    const list = someList();

    await keepReading(database, list, { readAt: "2026-01-01T00:00:00.000Z", proof: null }, []);

    expect((await latestReading(database, list))?.reading).toMatchObject({ rows: 0 });
  });

  it("survive a failure, which is told beside them", async () => {
    const list = someList();
    await keepReading(database, list, { readAt: "2026-01-01T00:00:00.000Z", proof: null }, [page("a")]);

    await keepFailure(database, list, "2026-01-02T00:00:00.000Z", DENIED);

    expect(await latestReading(database, list)).toMatchObject({ triedAt: "2026-01-02T00:00:00.000Z", failure: DENIED });
    expect(await textsOf(list)).toEqual(["a"]);
  });

  it("tell a failure of a list that was never read whole", async () => {
    const list = someList();

    await keepFailure(database, list, "2026-01-02T00:00:00.000Z", DENIED);

    expect(await latestReading(database, list)).toEqual({ reading: null, triedAt: "2026-01-02T00:00:00.000Z", failure: DENIED });
  });

  it("are not replaced by an older one that ends later", async () => {
    const list = someList();
    await keepReading(database, list, { readAt: "2026-01-02T00:00:00.000Z", proof: null }, [page("newer")]);

    await keepReading(database, list, { readAt: "2026-01-01T00:00:00.000Z", proof: null }, [page("older")]);
    await keepFailure(database, list, "2026-01-01T00:00:00.000Z", DENIED);

    expect(await textsOf(list)).toEqual(["newer"]);
    expect(await latestReading(database, list)).toMatchObject({ failure: null });
  });

  it("stay whole for who reads them while they are replaced", async () => {
    const list = someList();
    const pages = (text: string) => Array.from({ length: 60 }, () => page(text));
    await keepReading(database, list, { readAt: "2026-01-01T00:00:00.000Z", proof: null }, pages("first"));
    const { reading } = (await latestReading(database, list)) ?? {};
    if (!reading) throw new Error("It was kept.");

    const read = readingPages(database, reading);
    const texts = [(await read.next()).value.packed.toString()];
    await keepReading(database, list, { readAt: "2026-01-02T00:00:00.000Z", proof: null }, pages("second"));
    for await (const { packed } of read) texts.push(packed.toString());

    expect(texts).toEqual(pages("first").map(() => "first"));
  });

  it("are removed when they have been replaced for a quarter of an hour, and another comes", async () => {
    const list = someList();
    const keep = (day: number) => keepReading(database, list, { readAt: `2026-01-0${day}T00:00:00.000Z`, proof: null }, [page(`${day}`)]);
    const left = () => database.selectFrom("reading").select("read_at").where("query", "=", list.query).orderBy("id").execute();
    await keep(1);
    await keep(2);
    await database.updateTable("reading").set({ kept_at: "2026-01-01T00:00:00.000Z" }).where("query", "=", list.query).execute();

    await keep(3);

    // The second has been replaced this very moment.
    expect(await left()).toEqual([{ read_at: "2026-01-02T00:00:00.000Z" }, { read_at: "2026-01-03T00:00:00.000Z" }]);
    expect(await textsOf(list)).toEqual(["3"]);
  });

  it("are kept once where two keep the first of a scope at the same time", async () => {
    const list = { ...someList(), account: "000000000002" };

    await Promise.all(
      [1, 2, 3].map((day) => keepReading(database, list, { readAt: `2026-01-0${day}T00:00:00.000Z`, proof: null }, [page(`${day}`)])),
    );

    expect(await textsOf(list)).toEqual(["3"]);
  });

  it("may be opened by several processes that bring the tables up to date at once", async () => {
    if (engine === "embedded") return;
    const opened = await Promise.all([1, 2, 3].map(() => openDatabase(location(), never)));

    await Promise.all(opened.map((each) => each.destroy()));
  });
});
