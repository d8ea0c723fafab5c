import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { toColumnar } from "@/lib/core/columnar";
import type { Scope } from "@/lib/core/scope";
import { finish } from "@/lib/core/slices";
import { type ImageUsageReportEntry, imageUsageReportEntries } from "@/lib/resources/image-usage-report-entries";
import { importImageTasks } from "@/lib/resources/import-image-tasks";
import { bareImport } from "@/lib/resources/test-support";
import { RowTable } from "./row-table";

const ohio: Scope = { account: "111122223333", region: "us-east-2" };
const paris: Scope = { account: null, region: "eu-west-3" };

describe("a row table", () => {
  it("keeps rows in order of arrival, each with its scope", () => {
    const table = new RowTable(imageUsageReportEntries);
    table.append(ohio, [entry({ usageCount: 1 }), entry({ usageCount: 2 })]);
    table.append(paris, [entry({ usageCount: 3 })]);

    expect([...table.rows()].map(({ usageCount, scope }) => [usageCount, scope])).toEqual([
      [1, ohio],
      [2, ohio],
      [3, paris],
    ]);
  });

  it("has the value of every column in every row", () => {
    const table = new RowTable(imageUsageReportEntries);
    table.append(ohio, [entry({ accountId: "001100110011", usageCount: 0 })]);
    table.append(paris, [entry({ usageCount: null })]);

    expect([0, 1].map((row) => table.columns.accountId?.at(row))).toEqual(["001100110011", "444455556666"]);
    expect([0, 1].map((row) => table.columns.usageCount?.at(row))).toEqual([0, null]);
    expect([0, 1].map((row) => table.columns.region?.at(row))).toEqual(["us-east-2", "eu-west-3"]);
    expect([0, 1].map((row) => table.columns.account?.at(row))).toEqual(["111122223333", null]);
    expect(Object.keys(table.columns)).toEqual(Object.keys(imageUsageReportEntries.columns));
  });

  it("has its columns before its rows", () => {
    const table = new RowTable(imageUsageReportEntries);

    expect(Object.keys(table.columns)).toEqual(Object.keys(imageUsageReportEntries.columns));
    expect(table.columns.usageCount?.at(0)).toBeNull();
    expect([table.row(0), table.row(-1)]).toEqual([null, null]);
  });

  it("is the same whether rows or columns are added", () => {
    const usage = fc.record({
      usageCount: fc.option(fc.nat({ max: 3 })),
      accountId: fc.option(fc.constantFrom("001122223333", "\u0000", "")),
      imageId: fc.constantFrom("ami-1", "ami-2"),
    });
    const page = fc.record({ scope: fc.constantFrom(ohio, paris), rows: fc.array(usage.map(entry), { maxLength: 6 }) });

    fc.assert(
      fc.property(fc.array(page, { maxLength: 5 }), (pages) => {
        const byRows = new RowTable(imageUsageReportEntries);
        const byColumns = new RowTable(imageUsageReportEntries);
        for (const { scope, rows } of pages) {
          byColumns.appendColumns(scope, JSON.parse(JSON.stringify(toColumnar(rows))));
          byRows.append(scope, structuredClone(rows));
        }

        expect([...byColumns.rows()]).toEqual([...byRows.rows()]);
        expect(shown(byColumns)).toEqual(shown(byRows));
      }),
    );
  });

  it("gives each row added as a column all members, also those that only others have", () => {
    const table = new RowTable(imageUsageReportEntries);
    table.append(ohio, [entry({ imageId: "ami-1" })]);
    table.appendColumns(ohio, { count: 2, members: { imageId: { values: ["ami-2", "ami-3"], codes: [1, 0] } } });

    expect([...table.rows()].map(({ imageId }) => imageId)).toEqual(["ami-1", "ami-3", "ami-2"]);
    expect(table.row(1)).not.toHaveProperty("usageCount");
  });

  it("tells a scope of no rows from the next one's", () => {
    const table = new RowTable(imageUsageReportEntries);
    table.append(ohio, []);
    table.append(paris, [entry({})]);

    expect(table.row(0)?.scope).toEqual(paris);
  });
});

describe("a row of a table", () => {
  it("is what arrived, whatever its members hold", () => {
    // As it arrives: JSON has no -0.
    const json = fc.jsonValue().map((value): unknown => JSON.parse(JSON.stringify(value)));
    const member = fc.oneof(json, fc.constantFrom("\u0000", "\u0000[1]", "__proto__", undefined));
    const row = fc.dictionary(fc.constantFrom("accountId", "usageCount", "other", "tags"), member, { noNullPrototype: true });

    fc.assert(
      fc.property(fc.array(row), (rows) => {
        const table = new RowTable<object>({ ...imageUsageReportEntries, columns: {}, identity: () => "", consoleUrl: () => null });
        table.append(ohio, structuredClone(rows));

        expect([...table.rows()]).toEqual(rows.map((members) => ({ ...members, scope: ohio })));
      }),
    );
  });

  it("keeps lists and structures, though its columns show them as text", () => {
    const table = new RowTable(importImageTasks);
    const tags = [{ key: "Team", value: "platform" }];
    table.append(ohio, [bareImport({ tags: [] }), bareImport({ tags })]);

    expect([...table.rows()].map((row) => row.tags)).toEqual([[], tags]);
    expect([0, 1].map((row) => table.columns.tags?.at(row))).toEqual([null, "Team=platform"]);
  });

  it("is the same object as long as it is on screen", () => {
    const table = new RowTable(imageUsageReportEntries);
    table.append(
      ohio,
      Array.from({ length: 2_000 }, (_, usageCount) => entry({ usageCount })),
    );
    const first = table.row(0);

    expect(table.row(0)).toBe(first);
    for (let row = 1; row < 2_000; row += 1) table.row(row);
    expect(table.row(0)).not.toBe(first);
    expect(table.row(0)).toEqual(first);
  });
});

describe("many rows", () => {
  it("are a few dozen bytes each, and equal values are kept once", () => {
    const table = new RowTable(imageUsageReportEntries);
    for (let page = 0; page < 100; page += 1) {
      table.append(
        ohio,
        Array.from({ length: 1_000 }, (_, row) =>
          entry({ usageCount: row % 97, accountId: String(100_000_000_000 + ((page * row) % 5_000)) }),
        ),
      );
    }
    const distinct = new Set([...Object.values(table.columns), table.scopeKeys]);
    const bytes = [...distinct].reduce((sum, { codes }) => sum + codes.byteLength, 0);

    expect(bytes / table.length).toBeLessThan(20);
    expect(table.columns.usageCount?.values).toHaveLength(97);
  });
});

describe("a row that is looked for", () => {
  const identity = "amiur-1/ami-1/444455556666/ec2:Instance";

  it("is found by its key, and told from the same row of another scope", () => {
    const table = new RowTable(imageUsageReportEntries);
    table.append(ohio, [entry({ usageCount: 1 })]);
    table.append(paris, [entry({ usageCount: 2 })]);
    const find = (key: string) => finish(table.find(key));

    expect(find(`111122223333/us-east-2/${identity}`)?.usageCount).toBe(1);
    expect(find(`unknown/eu-west-3/${identity}`)?.usageCount).toBe(2);
    expect(find(`111122223333/eu-west-3/${identity}`)).toBeNull();
    expect(find(identity)).toBeNull();
  });

  it("is found once it arrives, also by a search that was left and begun anew", () => {
    const table = new RowTable(imageUsageReportEntries);
    table.append(
      ohio,
      Array.from({ length: 10_000 }, () => entry({ accountId: "000000000000" })),
    );
    const key = `111122223333/us-east-2/${identity}`;
    const left = table.find(key);
    left.next();
    expect(finish(table.find(key))).toBeNull();
    table.append(ohio, [entry({})]);

    expect(finish(table.find(key))?.accountId).toBe("444455556666");
  });

  it("is the one on screen, without looking through the others", () => {
    const table = new RowTable(imageUsageReportEntries);
    table.append(ohio, [entry({ accountId: "000000000000" }), entry({})]);
    const onScreen = table.row(1);

    expect(table.find(`111122223333/us-east-2/${identity}`).next()).toEqual({ done: true, value: onScreen });
  });
});

describe("rows taken from another table", () => {
  it("are those of the scopes that are named, up to a length", () => {
    const other = new RowTable(imageUsageReportEntries);
    other.append(ohio, [entry({ usageCount: 1 })]);
    other.append(paris, [entry({ usageCount: 2 })]);
    other.append(ohio, [entry({ usageCount: 3 }), entry({ usageCount: 4 })]);
    const table = new RowTable(imageUsageReportEntries);
    finish(table.take(other, 3, new Set(["111122223333/us-east-2"])));

    expect([...table.rows()]).toEqual([
      { ...entry({ usageCount: 1 }), scope: ohio },
      { ...entry({ usageCount: 3 }), scope: ohio },
    ]);
  });
});

function entry(members: Partial<ImageUsageReportEntry>): ImageUsageReportEntry {
  return {
    resourceType: "ec2:Instance",
    reportId: "amiur-1",
    usageCount: 1,
    accountId: "444455556666",
    imageId: "ami-1",
    reportCreationTime: "2026-11-20T00:00:00.000Z",
    ...members,
  };
}

/** What the columns of a table show, row by row. */
function shown(table: RowTable<ImageUsageReportEntry>): unknown {
  return Object.entries(table.columns).map(([name, column]) => [name, Array.from({ length: table.length }, (_, row) => column.at(row))]);
}
