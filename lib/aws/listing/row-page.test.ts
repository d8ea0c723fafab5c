import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { toColumnar } from "@/lib/core/columnar";
import { RowPage } from "./row-page";
import { seenByIdentity } from "./seen";

const row = fc.record({
  accountId: fc.option(fc.string({ unit: "binary" })),
  usageCount: fc.option(fc.integer()),
  tags: fc.array(fc.record({ key: fc.string(), value: fc.option(fc.string({ unit: "grapheme" })) }), { maxLength: 2 }),
});

describe("a page of rows", () => {
  it("gives the same rows and the same columns before they are encoded, before it is packed, while it is packed and after", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(row, { maxLength: 8 }), async (rows) => {
        const page = new RowPage(rows);
        const looks = async () => ({ rows: await page.rows(), columnar: JSON.parse(String(await page.columnar())), count: page.count });
        const look = { rows, columnar: toColumnar(rows), count: rows.length };

        expect(await page.rows()).toBe(rows);
        expect(await looks()).toEqual(look);
        page.encode();
        expect(await looks()).toEqual(look);
        const packing = page.pack();
        expect(await looks()).toEqual(look);
        await packing;
        expect(await looks()).toEqual(look);
      }),
      { numRuns: 50 },
    );
  });

  it("may be packed several times, and at the same time", async () => {
    const page = new RowPage([{ id: "a" }]);
    await Promise.all([page.pack(), page.pack()]);
    await page.pack();

    expect(await page.rows()).toEqual([{ id: "a" }]);
  });

  it.each(["encode", "pack"] as const)("lets go of the rows that it was made of: %s", async (act) => {
    const rows = [{ id: "a" }];
    const page = new RowPage(rows);

    await page[act]();

    expect(await page.rows()).not.toBe(rows);
  });

  it("leaves time to everything else where many are made into rows again", async () => {
    const pages = Array.from({ length: 50 }, () => new RowPage([{ id: "a" }]).encode());
    let turns = 0;
    let isReading = true;
    const turn = (): void => {
      turns += 1;
      if (isReading) setImmediate(turn);
    };
    setImmediate(turn);
    for (const page of pages) await page.rows();
    isReading = false;

    expect(turns).toBeGreaterThanOrEqual(pages.length - 1);
  });

  it("is the last of its listing unless it says otherwise", () => {
    expect(new RowPage([])).toMatchObject({ count: 0, more: false, nextToken: null });
    expect(new RowPage([{ id: "a" }]).placed({ more: true, nextToken: null })).toMatchObject({ count: 1, more: true });
    expect(new RowPage([{ id: "a" }]).placed({ more: false, nextToken: "t" })).toMatchObject({ nextToken: "t" });
  });

  it("is given with the rows that are new, and stays in its place", async () => {
    const isNew = seenByIdentity(({ id }: { id: string }) => id);
    const place = { more: true, nextToken: "t" };
    const page = new RowPage([{ id: "a" }, { id: "a" }, { id: "c" }]).placed(place);

    const first = await page.onlyNew(isNew);

    expect(await first.rows()).toEqual([{ id: "a" }, { id: "c" }]);
    expect(first).toMatchObject({ count: 2, ...place });
    expect(await (await new RowPage([{ id: "c" }, { id: "d" }]).onlyNew(isNew)).rows()).toEqual([{ id: "d" }]);
  });
});
