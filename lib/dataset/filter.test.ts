import { describe, expect, it } from "vitest";
import { finish, SLICE_ROWS } from "@/lib/core/slices";
import { type ImageUsageReportEntry, imageUsageReportEntries } from "@/lib/resources/image-usage-report-entries";
import { CodedColumn } from "./coded-column";
import { choiceText, facetCounts, filterRows, NO_VALUE } from "./filter";
import { RowTable } from "./row-table";

const everything = { search: "", choices: {} };

describe("rows that match a search", () => {
  it.each([
    ["are all of them where nothing is searched for", "", [0, 1, 2, 3]],
    ["are all of them where only blanks are typed", "  ", [0, 1, 2, 3]],
    ["hold the text in any column", "launchtemplate", [1]],
    ["hold it in any case", "AMI-B", [2, 3]],
    ["hold an account id as it is copied", "111122223333", [0]],
    ["hold an account id as it is shown", "1111-2222", [0]],
    ["hold a number as it is exported", "11204", [1]],
    ["hold a number as it is shown", "11,204", [1]],
    ["hold a value of the scope", "eu-west-3", [3]],
    ["are none where no row holds it", "no such text", []],
    ["do not hold a missing value as a word", "null", []],
  ])("%s", (_, search, rows) => expect(filtered({ ...everything, search })).toEqual(rows));
});

describe("rows that match the name of an account", () => {
  const accountNames = { "111122223333": "Payments (production)", "ami-b": "no account" };

  it("are found by it, in any case", () => {
    expect(filtered({ search: "payments", choices: {}, accountNames })).toEqual([0]);
  });

  it("are not those of another value that is called so", () => {
    expect(filtered({ search: "no account", choices: {}, accountNames })).toEqual([]);
  });
});

describe("rows that match choices", () => {
  it.each([
    ["hold one of the values of a column", { imageId: ["ami-b", "ami-c"] }, [2, 3]],
    ["match every column that is chosen in", { imageId: ["ami-a"], resourceType: ["ec2:Instance"] }, [0]],
    ["may be those without a value", { accountId: [NO_VALUE] }, [3]],
    ["are all where no value of a column is chosen", { imageId: [] }, [0, 1, 2, 3]],
    ["are all where the column is unknown", { price: ["1"] }, [0, 1, 2, 3]],
    ["are none where no row holds the value", { imageId: ["ami-z"] }, []],
    ["hold a number that is chosen as text", { usageCount: ["0"] }, [2]],
  ])("%s", (_, choices, rows) => expect(filtered({ ...everything, choices })).toEqual(rows));

  it("match the search too", () => {
    expect(filtered({ search: "launch", choices: { imageId: ["ami-a"] } })).toEqual([1]);
  });
});

describe("a filter", () => {
  it("looks at no row beyond the length that it is given", () => {
    const { columns, resource } = table();

    expect([...finish(filterRows(2, everything, columns, resource.columns))]).toEqual([0, 1]);
  });
});

describe("rows of several slices", () => {
  it("are found in all of them, to the last", () => {
    const length = SLICE_ROWS * 2 + 3;
    const n = new CodedColumn();
    for (let row = 0; row < length; row += 1) n.set(row, row % SLICE_ROWS);
    const columns = { n: { label: "", kind: "number", value: () => null } } as const;

    expect([...finish(filterRows(length, { search: "", choices: { n: ["2"] } }, { n }, columns))]).toEqual([
      2,
      SLICE_ROWS + 2,
      2 * SLICE_ROWS + 2,
    ]);
    expect(finish(filterRows(length, everything, { n }, columns))).toHaveLength(length);
  });

  it("are counted in all of them", () => {
    const n = new CodedColumn();
    const rows = Uint32Array.from({ length: SLICE_ROWS * 2 + 3 }, (_, row) => row);
    for (const row of rows) n.set(row, "all");

    expect(finish(facetCounts(rows, n, "word"))).toEqual([{ text: "all", count: rows.length }]);
  });
});

describe("counts of a facet", () => {
  it("are those of the rows that are given, without values that none of them holds", () => {
    const { columns } = table();
    const counts = (...rows: number[]) => columns.imageId && finish(facetCounts(Uint32Array.from(rows), columns.imageId, "id"));

    expect(counts(0, 1, 2)).toEqual([
      { text: "ami-a", count: 2 },
      { text: "ami-b", count: 1 },
    ]);
    expect(counts(3)).toEqual([{ text: "ami-b", count: 1 }]);
    expect(counts()).toEqual([]);
  });

  it("count rows without a value under a name of their own", () => {
    const { accountId } = table().columns;

    expect(accountId && finish(facetCounts(Uint32Array.of(3), accountId, "account"))).toEqual([{ text: "no value", count: 1 }]);
  });
});

describe("a column of several words", () => {
  const column = new CodedColumn();
  for (const [row, words] of ["old; used", "old", null, "used; shared"].entries()) column.set(row, words);
  const chosen = (...texts: string[]) =>
    finish(
      filterRows(4, { search: "", choices: { tags: texts } }, { tags: column }, { tags: { label: "", kind: "list", value: () => null } }),
    );

  it("lets through rows that hold a chosen word among others", () => {
    expect([...chosen("used")]).toEqual([0, 3]);
    expect([...chosen("shared", NO_VALUE)]).toEqual([2, 3]);
  });

  it("does not take a part of a word, or all of them, for a word", () => {
    expect([...chosen("use")]).toEqual([]);
    expect([...chosen("old; used")]).toEqual([]);
  });

  it("counts each word by itself", () => {
    expect(finish(facetCounts(Uint32Array.of(0, 1, 2, 3), column, "list"))).toEqual([
      { text: "old", count: 2 },
      { text: "used", count: 2 },
      { text: "no value", count: 1 },
      { text: "shared", count: 1 },
    ]);
  });
});

describe("the name of a choice", () => {
  it.each([
    [null, "no value"],
    ["", ""],
    [0, "0"],
    [false, "false"],
  ])("of %j is “%s”", (value, text) => expect(choiceText(value)).toBe(text));
});

function filtered(question: Parameters<typeof filterRows>[1]): number[] {
  const { columns, resource, length } = table();
  return [...finish(filterRows(length, question, columns, resource.columns))];
}

function table(): RowTable<ImageUsageReportEntry> {
  const table = new RowTable(imageUsageReportEntries);
  table.append({ account: null, region: "us-east-1" }, [
    entry({ accountId: "111122223333" }),
    entry({ resourceType: "ec2:LaunchTemplate", usageCount: 11_204 }),
    entry({ imageId: "ami-b", usageCount: 0 }),
  ]);
  table.append({ account: null, region: "eu-west-3" }, [entry({ imageId: "ami-b", accountId: null, usageCount: null })]);
  return table;
}

function entry(members: Partial<ImageUsageReportEntry>): ImageUsageReportEntry {
  return {
    resourceType: "ec2:Instance",
    reportId: "amiur-1",
    usageCount: 7,
    accountId: "444455556666",
    imageId: "ami-a",
    reportCreationTime: null,
    ...members,
  };
}
