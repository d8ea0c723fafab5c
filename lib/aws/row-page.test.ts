import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Fingerprints } from "./fingerprints";
import { RowPage } from "./row-page";

const row = fc.record({
  accountId: fc.option(fc.string({ unit: "binary" })),
  usageCount: fc.option(fc.integer()),
  tags: fc.array(fc.record({ key: fc.string(), value: fc.option(fc.string({ unit: "grapheme" })) }), { maxLength: 2 }),
});

describe("a page of rows", () => {
  it("gives the same rows and the same text before it is packed, while it is packed and after", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(row, { maxLength: 8 }), async (rows) => {
        const page = new RowPage(rows);
        const expected = JSON.stringify(rows);
        const looks = async () => ({ rows: JSON.stringify(await page.rows()), json: (await page.json()).toString(), count: page.count });
        const look = { rows: expected, json: expected, count: rows.length };

        expect(await looks()).toEqual(look);
        const packing = page.pack();
        expect(await looks()).toEqual(look);
        await packing;
        expect(await looks()).toEqual(look);
        page.dropText();
        expect(await looks()).toEqual(look);
      }),
      { numRuns: 50 },
    );
  });

  it("may be packed several times, and at the same time", async () => {
    const page = new RowPage([{ id: "a" }]);
    await Promise.all([page.pack(), page.pack()]);
    page.dropText();
    await page.pack();

    expect(await page.rows()).toEqual([{ id: "a" }]);
  });

  it("keeps its text until there is a packed copy", async () => {
    const page = new RowPage([{ id: "a" }]);
    const packing = page.pack();
    page.dropText();

    expect((await page.json()).toString()).toBe('[{"id":"a"}]');
    await packing;
    expect((await page.json()).toString()).toBe('[{"id":"a"}]');
  });

  it("lets go of the rows that it was made of once it is packed", async () => {
    const rows = [{ id: "a" }];
    const page = new RowPage(rows);
    expect(await page.rows()).toBe(rows);

    await page.pack();

    expect(await page.rows()).not.toBe(rows);
  });

  it("is the last of its listing unless it says otherwise", () => {
    expect(new RowPage([])).toMatchObject({ count: 0, more: false, nextToken: null });
    expect(new RowPage(["a"]).placed({ more: true, nextToken: null })).toMatchObject({ count: 1, more: true });
    expect(new RowPage(["a"]).placed({ more: false, nextToken: "t" })).toMatchObject({ nextToken: "t" });
  });

  it("is given without what has been given already, as often as it was, and stays in its place", async () => {
    const given = new Fingerprints();
    for (const id of ["a", "b"]) given.add(id);
    const place = { more: true, nextToken: "t" };
    const page = new RowPage([{ id: "a" }, { id: "a" }, { id: "c" }]).placed(place);

    const others = await page.without(given, ({ id }) => id);

    expect(await others.rows()).toEqual([{ id: "a" }, { id: "c" }]);
    expect(others).toMatchObject({ count: 2, ...place });
    expect(await new RowPage([{ id: "b" }, { id: "b" }]).without(given, ({ id }) => id).then((rest) => rest.rows())).toEqual([{ id: "b" }]);
    expect(await page.without(given, ({ id }) => id)).toBe(page);
  });
});
