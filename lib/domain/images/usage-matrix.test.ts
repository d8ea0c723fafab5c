import { describe, expect, it } from "vitest";
import { known } from "@/lib/core/known";
import { finish } from "@/lib/core/slices";
import { entriesByReport, type ImageEvidence } from "./image-evidence";
import type { UsageMatrix } from "./matrix";
import { filterMatrix, groupByFamily, groupByUnit, sortAccounts, sortImages } from "./matrix-order";
import { count, daysAgo, evidence, image, NOW, report, type } from "./test-support";
import { usageMatrix } from "./usage-matrix";

const A = "000000000001";
const B = "444455556666";
const INSTANCE = "ec2:Instance";
const TEMPLATE = "ec2:LaunchTemplate";
const ALL = "all types";
const refused = { state: "not permitted", why: "refused" } as const;
const matrixOf = (evidences: readonly ImageEvidence[], accounts?: string[]): UsageMatrix => finish(usageMatrix(evidences, NOW, accounts));

/** Two accounts are columns, whatever the one row says. */
function row(given: Parameters<typeof evidence>[0]): UsageMatrix {
  return matrixOf([evidence(given)], [A, B]);
}

describe("a cell of the matrix", () => {
  it.each<[string, Parameters<typeof evidence>[0], string, object]>([
    ["a value", { entries: { "amiur-1": [count(A, 3)] } }, INSTANCE, { state: "known", value: 3 }],
    [
      "zero where the report has no entry of the account",
      { entries: { "amiur-1": [count(B, 3)] } },
      INSTANCE,
      { state: "known", value: 0 },
    ],
    [
      "zero where it has one of another type only",
      { entries: { "amiur-1": [count(A, 3, TEMPLATE)] } },
      INSTANCE,
      { state: "known", value: 0 },
    ],
    ["unknown without a report", { reports: [] }, INSTANCE, { state: "not reported" }],
    ["unknown while it is pending", { reports: [report({ state: "pending" })] }, INSTANCE, { state: "not reported" }],
    ["unknown where AWS did not tell the amount", { entries: { "amiur-1": [count(A, null)] } }, INSTANCE, { state: "not reported" }],
    ["not permitted", { members: { entries: refused } }, INSTANCE, { state: "not permitted" }],
    ["failed", { members: { reports: { state: "failed", why: "It failed." } } }, INSTANCE, { state: "failed" }],
    ["not covered where the report is of other accounts", { reports: [report({ accountIds: [B] })] }, INSTANCE, { state: "not covered" }],
    ["zero where the report is of that account", { reports: [report({ accountIds: [A] })] }, INSTANCE, { state: "known", value: 0 }],
    ["not covered where the type is not", { reports: [report({ resourceTypes: [type(TEMPLATE)] })] }, INSTANCE, { state: "not covered" }],
    ["all types together", { entries: { "amiur-1": [count(A, 3), count(A, 2, TEMPLATE)] } }, ALL, { state: "known", value: 5 }],
    [
      "at least so many where one type is not known",
      { entries: { "amiur-1": [count(A, 3), count(A, null, TEMPLATE)] } },
      ALL,
      { state: "known", value: 3, isPartial: true },
    ],
    ["not zero where one type is not known", { reports: [report({ resourceTypes: [type(INSTANCE)] })] }, ALL, { state: "not covered" }],
    [
      "what arrived, though not all did",
      { members: { entries: refused, arrivedEntries: entriesByReport({ "amiur-1": [count(A, 4)] }) } },
      INSTANCE,
      { state: "known", value: 4 },
    ],
  ])("is %s", (_, given, of, expected) => expect(row(given).cell(0, 0, of)).toMatchObject(expected));

  it("counts one report only", () => {
    const reports = [report(), report({ reportId: "amiur-0", creationTime: daysAgo(3) })];
    const matrix = row({ reports, entries: { "amiur-1": [count(A, 3)], "amiur-0": [count(A, 9)] } });

    expect(matrix.cell(0, 0, INSTANCE)).toEqual({ state: "known", value: 3 });
  });
});

describe("totals", () => {
  const whole = matrixOf([used("ami-1", [count(A, 3), count(B, 2), count(A, 1, TEMPLATE)]), used("ami-2", [count(B, 4)])]);

  it("are sums by row, by column and of everything", () => {
    expect(whole.imageTotal(0, INSTANCE)).toEqual({ value: 5, isPartial: false });
    expect(whole.imageTotal(0, ALL)).toEqual({ value: 6, isPartial: false });
    expect(whole.accountTotal(1, INSTANCE)).toEqual({ value: 6, isPartial: false });
    expect(whole.total(TEMPLATE)).toEqual({ value: 1, isPartial: false });
    expect(whole.totalOf({ images: [0, 1], accounts: [1] }, ALL)).toEqual({ value: 6, isPartial: false });
    expect(whole.largest(ALL)).toBe(4);
    expect([...whole.filledAccounts(1)]).toEqual([1]);
  });

  it.each<[string, Parameters<typeof evidence>[0]]>([
    ["a row that is not known", { reports: [] }],
    ["a row of some accounts", { reports: [report({ accountIds: [B] })] }],
    ["a row of one type", { reports: [report({ resourceTypes: [type(TEMPLATE)] })] }],
    ["an amount that was not told", { entries: { "amiur-1": [count(A, null)] } }],
  ])("are at least so many over %s", (_, given) => {
    const matrix = matrixOf([used("ami-1", [count(A, 3), count(B, 2)]), evidence(given)]);

    expect(matrix.imageTotal(0, INSTANCE)).toEqual({ value: 5, isPartial: false });
    expect(matrix.imageTotal(1, INSTANCE).isPartial).toBe(true);
    expect(matrix.accountTotal(0, INSTANCE)).toEqual({ value: 3, isPartial: true });
    expect(matrix.total(INSTANCE)).toEqual({ value: 5, isPartial: true });
    expect(matrix.totalOf({ images: [0, 1], accounts: [0] }, INSTANCE)).toEqual({ value: 3, isPartial: true });
    expect(matrix.totalOf({ images: [0], accounts: [0] }, INSTANCE)).toEqual({ value: 3, isPartial: false });
  });

  it("of an account are whole where the restricted report is of that account", () => {
    const matrix = matrixOf([used("ami-1", [count(A, 3)]), evidence({ reports: [report({ accountIds: [A] })] })], [A, B]);

    expect([matrix.accountTotal(0, INSTANCE).isPartial, matrix.accountTotal(1, INSTANCE).isPartial]).toEqual([false, true]);
  });
});

describe("rows and columns", () => {
  const matrix = matrixOf([
    used("ami-1", [count(A, 1)], "web-2.0", 10),
    used("ami-2", [count(B, 9)], "db-1.0", 30),
    used("ami-3", [], "web-10.0", 20),
  ]);
  const names = { [A]: "payments" };

  it.each([
    ["total", [1, 0, 2]],
    ["name", [1, 0, 2]],
    ["age", [1, 2, 0]],
  ] as const)("are sorted by %s", (by, order) => expect(sortImages(matrix, [0, 1, 2], by, ALL)).toEqual(order));

  it("are sorted by what the account has, or is called", () => {
    expect(sortAccounts(matrix, [0, 1], "total", ALL, names)).toEqual([1, 0]);
    expect(sortAccounts(matrix, [1, 0], "name", ALL, names)).toEqual([0, 1]);
  });

  it.each([
    ["part of a name", { image: "WEB" }, { images: [0, 2], accounts: [0, 1] }],
    ["family", { family: "db" }, { images: [1], accounts: [0, 1] }],
    ["an account’s name", { account: "paym" }, { images: [0, 1, 2], accounts: [0] }],
    ["use", { onlyUsed: true }, { images: [0, 1], accounts: [0, 1] }],
  ])("are filtered by %s", (_, filter, places) => expect(filterMatrix(matrix, filter, names)).toEqual(places));

  it("keep images that are not known where only used ones are asked for", () => {
    expect(filterMatrix(row({ reports: [] }), { onlyUsed: true }, {})).toEqual({ images: [0], accounts: [] });
  });

  it("are grouped by family and by unit", () => {
    const organization = [{ account: A, paths: [`o-1/r-1/ou-outer/ou-inner/${A}/`], arn: null }];

    expect(groupByFamily(matrix, [1, 0, 2])).toEqual([
      { key: "db", places: [1] },
      { key: "web", places: [0, 2] },
    ]);
    expect(groupByUnit(matrix, [0, 1], organization)).toEqual([
      { key: "ou-inner", places: [0] },
      { key: null, places: [1] },
    ]);
  });
});

describe("a large matrix", () => {
  it("of 200 images by 2,000 accounts and two types is ready in under a second, and right", () => {
    const accounts = Array.from({ length: 2_000 }, (_, index) => String(index).padStart(12, "0"));
    const evidences = Array.from({ length: 200 }, (_, index) =>
      used(
        `ami-${index}`,
        accounts.flatMap((account, at) => [count(account, (index + at) % 7), count(account, 1, TEMPLATE)]),
      ),
    );
    const began = process.cpuUsage();
    const matrix = matrixOf(evidences);
    const order = sortImages(matrix, [...matrix.images.keys()], "total", ALL);
    const took = process.cpuUsage(began).user / 1_000;

    expect(took).toBeLessThan(1_000);
    expect(order).toHaveLength(200);
    expect(matrix.total(TEMPLATE)).toEqual({ value: 400_000, isPartial: false });
    expect(matrix.cell(199, 1_999, INSTANCE)).toEqual({ state: "known", value: (199 + 1_999) % 7 });
  });

  it("is put together in slices", () => {
    const evidences = Array.from({ length: 20 }, () =>
      used(
        "ami-1",
        Array.from({ length: 5_000 }, (_, at) => count(String(at), 1)),
      ),
    );
    let slices = 0;
    for (const matrix = usageMatrix(evidences, NOW); !matrix.next().done; ) slices += 1;

    expect(slices).toBeGreaterThan(3);
  });
});

function used(imageId: string, entries: ReturnType<typeof count>[], name = imageId, age = 1): ImageEvidence {
  return evidence({ entries: { "amiur-1": entries }, members: { imageId, image: known(image({ name, creationDate: daysAgo(age) })) } });
}
