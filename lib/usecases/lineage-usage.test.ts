import { describe, expect, it } from "vitest";
import { source, whole } from "@/lib/dataset/test-support";
import { NOW, ohio, paris, report } from "@/lib/domain/images/test-support";
import type { LineageImage } from "@/lib/domain/licenses/lineage";
import { imageUsageReportEntries } from "@/lib/resources/image-usage-report-entries";
import { imageUsageReports } from "@/lib/resources/image-usage-reports";
import { imagesByOwner, lineageUsage } from "./lineage-usage";

const OWNER = "111122223333";

describe("images by owner", () => {
  it("are read in the accounts that own them, in the region of the configuration", () => {
    const images = [image("ami-1"), image("ami-2", "000000000009"), image("ami-3", null)];

    expect(imagesByOwner(images, "us-east-2", [ohio, paris, { account: null, region: "us-east-2" }])).toEqual([
      { scope: ohio, images: [image("ami-1")], search: "account=111122223333&region=us-east-2&image-id=ami-1" },
    ]);
  });

  it("are not named one by one where an address would be too long", () => {
    const images = Array.from({ length: 151 }, (_, place) => image(`ami-${place}`));

    expect(imagesByOwner(images, "us-east-2", [ohio])[0]?.search).toBe("account=111122223333&region=us-east-2");
  });
});

describe("the usage of a lineage's images", () => {
  it.each([
    ["is not permitted where the owner is not read", image("ami-1"), "known", "not permitted"],
    ["is still read while the accounts are not known", image("ami-1"), "reading", "reading"],
    ["is failed where the server did not name its accounts", image("ami-1"), "failed", "failed"],
    ["is not reported where AWS named no owner", image("ami-1", null), "known", "not reported"],
  ] as const)("%s", (_, asked, scopes, state) => {
    expect(lineageUsage([asked], scopes, [], NOW).get("ami-1")?.state).toBe(state);
  });

  it("is that of its reports, and not reported for an image that has none", () => {
    const usage = lineageUsage([image("ami-1"), image("ami-2")], "known", [read(whole(imageUsageReports, ohio, [report()]))], NOW);

    expect(usage.get("ami-1")).toMatchObject({ state: "known", value: { report: { reportId: "amiur-1" } } });
    expect(usage.get("ami-2")?.state).toBe("not reported");
  });

  it("is unknown, not unreported, where the reports could not be read", () => {
    const broken = source(imageUsageReports, [], { scopes: [ohio] });

    expect(lineageUsage([image("ami-2")], "known", [read(broken)], NOW).get("ami-2")?.state).toBe("failed");
  });
});

const read = (reports: ReturnType<typeof source<ReturnType<typeof report>>>) => ({
  scope: ohio,
  images: [image("ami-1"), image("ami-2")],
  search: "",
  reports,
  entries: whole(imageUsageReportEntries, ohio, []),
});

const image = (imageId: string, owner: string | null = OWNER): LineageImage => ({ imageId, owner, imports: [], association: null });
