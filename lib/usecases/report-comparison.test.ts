import { describe, expect, it } from "vitest";
import { finish } from "@/lib/core/slices";
import { end, failed, rows, source, whole } from "@/lib/dataset/test-support";
import { ohio } from "@/lib/domain/images/test-support";
import { type ImageUsageReportEntry, imageUsageReportEntries } from "@/lib/resources/image-usage-report-entries";
import { reportComparison } from "./report-comparison";

describe("the comparison of two reports", () => {
  const entries = [entry("amiur-1", 2), entry("amiur-2", 5), entry("amiur-3", 99)];

  it("is of the entries of these two alone", () => {
    const comparison = finish(reportComparison(whole(imageUsageReportEntries, ohio, entries).set, "amiur-1", "amiur-2"));

    expect(comparison?.byType["ec2:Instance"]).toMatchObject({ before: 2, after: 5 });
  });

  it("is none where entries may be missing", () => {
    const { set } = source(imageUsageReportEntries, [rows(ohio, entries), failed(ohio), end(3, false)], { scopes: [ohio] });

    expect(finish(reportComparison(set, "amiur-1", "amiur-2"))).toBeNull();
  });
});

function entry(reportId: string, usageCount: number): ImageUsageReportEntry {
  return { reportId, usageCount, imageId: "ami-1", accountId: "000000000009", resourceType: "ec2:Instance", reportCreationTime: null };
}
