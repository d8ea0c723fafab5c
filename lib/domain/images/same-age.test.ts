import { describe, expect, it } from "vitest";
import { finish } from "@/lib/core/slices";
import { accountUsage } from "./account-usage";
import { imageAccounts } from "./image-accounts";
import { imageUsage } from "./image-usage";
import { count, evidence, MOMENT, NOW, ohio, report, type } from "./test-support";
import { usageMatrix } from "./usage-matrix";
import { toImageVerdict } from "./verdict";

const A = "000000000001";
const B = "444455556666";
const INSTANCE = "ec2:Instance";
const TWO = [report({ reportId: "amiur-1" }), report({ reportId: "amiur-2" })];

describe("two reports that were created at the same time", () => {
  const [uses, none] = [[count(A, 3)], [count(A, 0)]];

  it.each([
    ["the first shows use", { "amiur-1": uses, "amiur-2": [] }],
    ["the second shows use", { "amiur-1": [], "amiur-2": uses }],
    ["the first shows a zero", { "amiur-1": none, "amiur-2": uses }],
    ["the second did not get an amount", { "amiur-1": uses, "amiur-2": [count(A, null)] }],
  ])("say nowhere that nobody uses the image where %s", (_, entries) => {
    const given = evidence({ reports: TWO, entries });
    const matrix = finish(usageMatrix([given], NOW, [A]));
    const account = finish(accountUsage({ evidences: [given], isWhole: true }, A, MOMENT));

    expect(toImageVerdict(given, MOMENT)).toMatchObject({ verdict: "in-use", accounts: 1, instances: 3 });
    expect(matrix.cell(0, 0, INSTANCE)).toMatchObject({ value: 3 });
    expect(account.images).toMatchObject([{ byType: { [INSTANCE]: 3 } }]);
    expect(imageAccounts(ohio, "ami-1", imageUsage(given, NOW))).toMatchObject([{ account: A, instances: 3 }]);
  });

  it("give each cell the larger of their counts, never the sum", () => {
    const given = evidence({ reports: TWO, entries: { "amiur-1": [count(A, 3), count(B, 1)], "amiur-2": [count(A, 2), count(B, 5)] } });

    expect(toImageVerdict(given, MOMENT)).toMatchObject({ accounts: 2, instances: 8, atLeast: false });
  });

  it("do not make a zero of an amount that one of them did not get", () => {
    const given = evidence({ reports: TWO, entries: { "amiur-1": none, "amiur-2": [count(A, null)] } });

    expect(toImageVerdict(given, MOMENT)).toMatchObject({ verdict: "unknown", instances: null });
  });

  it.each([["amiur-1"], ["amiur-2"]])("prove nothing where only %s was there all the time", (reportId) => {
    const given = evidence({ reports: TWO, members: { provenReports: new Set([reportId]) } });

    expect(toImageVerdict(given, MOMENT)).toMatchObject({ verdict: "unknown", missing: [{ code: "reports-changed" }], instances: null });
    expect(finish(usageMatrix([given], NOW, [A])).cell(0, 0, INSTANCE)).toMatchObject({ state: "not reported" });
  });

  it("each speak of the cells that the other does not cover", () => {
    const reports = [report({ resourceTypes: [type(INSTANCE)] }), report({ reportId: "amiur-2", accountIds: [B] })];
    const given = evidence({ reports, entries: { "amiur-1": [count(A, 1)], "amiur-2": [count(B, 2), count(B, 4, "ec2:LaunchTemplate")] } });

    expect(toImageVerdict(given, MOMENT)).toMatchObject({ instances: 3, launchTemplates: 4, atLeast: true });
  });
});

describe("a zero that AWS wrote", () => {
  it("is none where a report without a time may be the newer one", () => {
    const reports = [report(), report({ reportId: "amiur-2", creationTime: null })];
    const given = evidence({ reports, entries: { "amiur-1": [count(A, 0)], "amiur-2": [count(A, 7)] } });

    expect(finish(usageMatrix([given], NOW, [A])).cell(0, 0, INSTANCE)).toMatchObject({ state: "not reported" });
    expect(toImageVerdict(given, MOMENT)).toMatchObject({ verdict: "unknown", instances: null });
  });
});
