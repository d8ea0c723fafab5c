import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { addCollections, allCollections, endCollection, leaseDue, leaseList, renewLeases } from "./collections";
import { type Database, openDatabase } from "./database";
import { engines, freshDatabase } from "./test-support";

const list = (region: string) => ({ resource: "/images", account: "000000000001", region });
const due = (region: string) => ({ ...list(region), withinSeconds: 0 });
const DONE = { outcome: "complete", failure: null, againSeconds: 900 } as const;

describe.each(engines)("lists to collect in the %s database", (engine) => {
  const location = freshDatabase(engine);
  let database: Database;
  beforeAll(async () => {
    database = await openDatabase(location(), () => undefined);
  });
  afterAll(() => database.destroy());
  beforeEach(async () => {
    await database.deleteFrom("collection").execute();
  });
  const regionsOf = (lists: { region: string }[]): string[] => lists.map(({ region }) => region).toSorted();

  it("are each leased to one process at a time, whoever asks at once", async () => {
    await addCollections(database, ["a", "b", "c", "d"].map(due));

    const taken = await Promise.all(["one", "two", "three"].map((lease) => leaseDue(database, lease, 2, 60)));

    expect(regionsOf(taken.flat())).toEqual(["a", "b", "c", "d"]);
    expect(await leaseDue(database, "four", 9, 60)).toEqual([]);
  });

  it("are added once, and keep their time when they are added again", async () => {
    await addCollections(database, [due("a")]);
    await leaseDue(database, "one", 1, 60);
    await endCollection(database, "one", list("a"), DONE);

    await addCollections(database, [due("a"), due("b")]);

    expect(regionsOf(await leaseDue(database, "two", 9, 60))).toEqual(["b"]);
  });

  it("go to another process once a lease has run out, and not before", async () => {
    await addCollections(database, [due("a"), due("b")]);
    await leaseDue(database, "killed", 1, -1);
    await leaseDue(database, "alive", 1, -1);
    await renewLeases(database, "alive", 60);

    const taken = await leaseDue(database, "other", 9, 60);

    expect(taken).toHaveLength(1);
    const rows = await allCollections(database);
    expect(rows.filter(({ isRunning }) => isRunning)).toHaveLength(2);
  });

  it("are not ended by a process whose lease somebody else has now", async () => {
    await addCollections(database, [due("a")]);
    await leaseDue(database, "slow", 1, -1);
    await leaseDue(database, "quick", 1, 60);

    await endCollection(database, "slow", list("a"), DONE);

    expect(await allCollections(database)).toEqual([expect.objectContaining({ isRunning: true, outcome: null })]);
  });

  it("are due again after their interval, and say how they went", async () => {
    await addCollections(database, [due("a")]);
    await leaseDue(database, "one", 1, 60);
    const failure = { kind: "denied", code: "UnauthorizedOperation", message: "No.", requestId: null, httpStatus: 403 } as const;

    await endCollection(database, "one", list("a"), { outcome: "failed", failure, againSeconds: 300 });

    const [row] = await allCollections(database);
    expect(row).toMatchObject({ ...list("a"), isRunning: false, outcome: "failed", failure });
    expect(Date.parse(row?.dueAt ?? "") - Date.parse(row?.endedAt ?? "")).toBe(300_000);
  });

  it("are leased by name where they are due, or forced, and nobody has them", async () => {
    await addCollections(database, [due("a")]);

    expect(await leaseList(database, "one", list("a"), false, 60)).toBe(true);
    expect(await leaseList(database, "two", list("a"), true, 60)).toBe(false);
    await endCollection(database, "one", list("a"), DONE);
    expect(await leaseList(database, "two", list("a"), false, 60)).toBe(false);
    expect(await leaseList(database, "two", list("a"), true, 60)).toBe(true);
    expect(await leaseList(database, "two", list("nowhere"), true, 60)).toBe(false);
  });

  it("are spread over a time where that is asked for", async () => {
    await addCollections(
      database,
      Array.from({ length: 40 }, (_, index) => ({ ...list(`r-${index}`), withinSeconds: 86_400 })),
    );

    const times = (await allCollections(database)).map(({ dueAt }) => Date.parse(dueAt));
    expect(Math.max(...times) - Math.min(...times)).toBeGreaterThan(8 * 3_600_000);
    expect(await leaseDue(database, "one", 40, 60)).toEqual([]);
  });
});
