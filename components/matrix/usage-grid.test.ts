import { describe, expect, it } from "vitest";
import { known } from "@/lib/core/known";
import { finish } from "@/lib/core/slices";
import { count, type as covered, daysAgo, evidence, image, NOW, report } from "@/lib/domain/images/test-support";
import { usageMatrix } from "@/lib/domain/images/usage-matrix";
import { arrange, cellKey, cellOf, type Layout } from "./lines";
import { matrixCsv } from "./matrix-csv";
import { sumText } from "./sum-text";
import { shortAge, usageGrid } from "./usage-grid";

const names = { "000000000001": "payments", "000000000002": "search" };

describe("a usage matrix as a grid", () => {
  it("says of a cell whose it is, how much, of what, and how long ago", () => {
    const grid = gridOf({});

    expect(grid.wordsOf(0, 0)).toBe(
      "golden-1, payments (0000-0000-0001): 15 references (12 instances, 3 launch templates), counted 1 day ago",
    );
    expect(grid.cellAt(0, 0)).toMatchObject({ state: "count", count: 15, isPartial: false });
  });

  it("says zero only where a report covers the account", () => {
    const grid = gridOf({});

    expect(grid.cellAt(0, 1).state).toBe("zero");
    expect(grid.wordsOf(0, 1)).toContain("no references counted");
    expect(grid.cellAt(2, 0).state).not.toBe("zero");
    expect(grid.wordsOf(2, 0)).not.toContain("no references");
  });

  it("says of a type that no report covers that it is not covered", () => {
    const grid = gridOf({ type: "ec2:LaunchTemplate" });

    expect(grid.cellAt(rowOf(grid, "ami-2"), 0)).toMatchObject({ state: "not covered" });
  });

  it("never shows an unknown total as a number", () => {
    const grid = gridOf({});
    const unknown = grid.rows[rowOf(grid, "ami-3")];

    expect(unknown && sumText(unknown.sum)).toBe("unknown");
    expect(sumText(grid.sum)).toBe("≥ 19");
  });

  it("adds up over images to at least so much where there may be more images, and each image to what it is", () => {
    const counted = evidence({ entries: { "amiur-1": [count("000000000001", 12)] } });
    const matrix = finish(usageMatrix([counted], NOW));
    const sums = (isWhole: boolean) => {
      const { sum, rows, columns } = gridOf({}, false, { matrix, isWhole });
      return [sum, ...rows.map((row) => row.sum), ...columns.map((column) => column.sum)].map(sumText);
    };

    expect(sums(true)).toEqual(["12", "12", "12"]);
    expect(sums(false)).toEqual(["≥ 12", "12", "≥ 12"]);
  });

  it("is the same with accounts as rows", () => {
    const grid = gridOf({});
    const turned = gridOf({}, true);

    expect(turned.rows).toEqual(grid.columns);
    expect(turned.columns).toEqual(grid.rows);
    for (const row of grid.rows.keys()) {
      for (const column of grid.columns.keys()) {
        expect(turned.cellAt(column, row)).toEqual(grid.cellAt(row, column));
        expect(turned.wordsOf(column, row)).toBe(grid.wordsOf(row, column));
      }
    }
  });

  it("adds up a family above its images, and says at least where one is unknown", () => {
    const grid = gridOf({ group: "family" });
    const family = grid.rows.findIndex(({ isGroup }) => isGroup);

    expect(grid.rows[family]).toMatchObject({ name: "golden", note: "3", isGroup: true });
    expect(grid.cellAt(family, 0)).toMatchObject({ state: "count", count: 15, isPartial: true });
    expect(grid.wordsOf(family, 0)).toContain("at least 15 references");
  });

  it("does not count images twice where they are grouped", () => expect(gridOf({ group: "family" }).sum).toEqual(gridOf({}).sum));

  it("adds up accounts of a unit", () => {
    const organization = ["000000000001", "000000000002"].map((account) => ({ account, arn: null, paths: [`o-1/r-1/ou-1/${account}/`] }));
    const grid = gridOf({ group: "unit", organization });

    expect(grid.columns[0]).toMatchObject({ name: "ou-1", note: "2", isGroup: true });
    expect(grid.cellAt(0, 0)).toMatchObject({ state: "count", count: 15 });
  });

  it("totals what is shown, not what a search has left out", () => {
    const grid = gridOf({ filter: { account: "search" } });

    expect(grid.columns.map(({ name }) => name)).toEqual(["search"]);
    expect(grid.rows[rowOf(grid, "ami-1")]?.sum).toEqual({ value: 0, isPartial: false });
  });

  it("marks a deprecated image", () => {
    const grid = gridOf({});

    expect(grid.rows.map(({ id, mark }) => [id, mark])).toContainEqual(["ami-2", "deprecated"]);
    expect(grid.rows[rowOf(grid, "ami-1")]?.mark).toBeNull();
  });
});

describe("the cell that an address names", () => {
  it("is found again whatever the order", () => {
    const lines = linesOf({});
    const [first, second] = [lines.images[1], lines.accounts[1]];
    const key = first && second ? cellKey(first, second) : "";

    expect(cellOf(linesOf({ sort: "name" }), key)).not.toBeNull();
    expect(cellOf(lines, key)).toEqual({ image: 1, account: 1 });
  });

  it.each(["", "~", "no such image~000000000001", "111122223333/us-east-2/ami-1~999999999999"])("is none for %j", (key) =>
    expect(cellOf(linesOf({}), key)).toBeNull(),
  );
});

describe("a matrix as a file", () => {
  it("has ids with their zeros, numbers where they are known and words where not", async () => {
    const text = await (await matrixCsv(gridOf({}), "Image", () => {}, new AbortController().signal)).text();
    const [head, total, ...lines] = text.split("\r\n");

    expect(head).toBe(",Image,Id,Mark,Total,payments (000000000001),search (000000000002)");
    expect(total).toMatch(/^total,,,,at least 19,/);
    expect(lines).toContain(",golden-1,ami-1,,15,15,0");
    expect(lines.find((line) => line.includes("ami-3"))).toBe(",golden-3,ami-3,,unknown,not reported,not reported");
  });

  it("is given up when somebody leaves", async () => {
    const leaving = new AbortController();
    leaving.abort();
    await expect(matrixCsv(gridOf({}), "Image", () => {}, leaving.signal)).rejects.toThrow();
  });
});

describe("a short age", () => {
  it.each([
    [0, "0 d"],
    [59, "59 d"],
    [100, "3 mo"],
    [400, "13 mo"],
    [800, "2 y"],
    [-3, "0 d"],
  ])("of %i days", (days, text) => expect(shortAge(daysAgo(days), NOW)).toBe(text));

  it("is none for what is no time", () => expect(shortAge("soon", NOW)).toBeNull());
});

/** An image that one account uses, one of which launch templates are not covered, one without a report. */
function given() {
  const entry = { imageId: "ami-1", reportId: "amiur-1" };
  const first = evidence({
    reports: [report(entry)],
    entries: { "amiur-1": [count("000000000001", 12), count("000000000001", 3, "ec2:LaunchTemplate")] },
  });
  const second = evidence({
    reports: [report({ imageId: "ami-2", reportId: "amiur-2", resourceTypes: [covered("ec2:Instance")] })],
    entries: { "amiur-2": [count("000000000002", 4)] },
    members: { imageId: "ami-2", image: known(image({ imageId: "ami-2", name: "golden-2", deprecationTime: daysAgo(3) })) },
  });
  const third = evidence({ reports: [], members: { imageId: "ami-3", image: known(image({ imageId: "ami-3", name: "golden-3" })) } });
  return finish(usageMatrix([first, second, third], NOW));
}

function linesOf(members: Partial<Layout>, matrix = given()) {
  return finish(
    arrange(matrix, {
      type: "all types",
      sort: "name",
      group: "none",
      filter: {},
      kept: null,
      organization: null,
      names,
      ...members,
    }),
  );
}

function gridOf(members: Partial<Layout>, transposed = false, { matrix = given(), isWhole = true } = {}) {
  const lines = linesOf(members, matrix);
  return finish(usageGrid({ matrix, isWhole, lines, type: members.type ?? "all types", transposed, names, now: NOW, scope: "" }));
}

const rowOf = ({ rows }: ReturnType<typeof gridOf>, id: string): number => rows.findIndex((row) => row.id === id);
