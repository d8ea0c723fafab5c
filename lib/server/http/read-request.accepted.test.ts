import { describe, expect, it } from "vitest";
import { fastLaunchImages } from "@/lib/resources/fast-launch-images";
import { imageUsageReports } from "@/lib/resources/image-usage-reports";
import { licenseConfigurations } from "@/lib/resources/license-configurations";
import { licenseUsage } from "@/lib/resources/license-usage";
import type { Resource } from "@/lib/resources/resource";
import { parseReadRequest } from "./read-request";

const ARN = "arn:aws:license-manager:us-east-1:111122223333:license-configuration:lic-0123456789abcdef";
const reports = asking(imageUsageReports);

describe("a read request", () => {
  it("asks for everything where nothing is chosen", () => {
    expect(reports("")).toEqual({
      accounts: [],
      regions: [],
      ids: {},
      filters: [],
      pageSize: null,
      maxItems: null,
      startingToken: null,
      dryRun: false,
      refresh: false,
      maxAgeSeconds: null,
      asOf: null,
      from: null,
      to: null,
      format: "ndjson",
      partial: null,
    });
  });

  it("takes a time of the past with any zone", () => {
    expect(reports("as-of=2026-02-03T04:05:06%2B01:00").asOf).toBe("2026-02-03T03:05:06.000Z");
  });

  it("may choose several accounts, regions and ids", () => {
    const query =
      "account=001100110011&account=111122223333&region=us-east-1&region=eu-west-1&image-id=ami-1a2b3c4d&report-id=amiur-1a2b3c4d";

    expect(reports(query)).toMatchObject({
      accounts: ["001100110011", "111122223333"],
      regions: ["us-east-1", "eu-west-1"],
      ids: { "image-id": ["ami-1a2b3c4d"], "report-id": ["amiur-1a2b3c4d"] },
    });
  });

  it("asks for an id once, however often it is named", () => {
    expect(reports("image-id=ami-1a2b3c4d&image-id=ami-1a2b3c4d").ids).toEqual({ "image-id": ["ami-1a2b3c4d"] });
  });

  it("takes filters by AWS's own names, with the values of one name together", () => {
    expect(reports("filter.state=available&filter.tag:Team=a&filter.state=err*&filter.tag-key=Family").filters).toEqual([
      { name: "state", values: ["available", "err*"] },
      { name: "tag:Team", values: ["a"] },
      { name: "tag-key", values: ["Family"] },
    ]);
  });

  it("takes any tag key verbatim", () => {
    expect(reports("filter.tag:aws:cloudformation:stack-name=x&filter.tag:__proto__=y").filters).toEqual([
      { name: "tag:aws:cloudformation:stack-name", values: ["x"] },
      { name: "tag:__proto__", values: ["y"] },
    ]);
  });

  it("takes one value of a License Manager filter, and different names", () => {
    expect(asking(licenseConfigurations)("filter.licenseCountingType=Core&filter.usagelimitExceeded=TRUE").filters).toEqual([
      { name: "licenseCountingType", values: ["Core"] },
      { name: "usagelimitExceeded", values: ["TRUE"] },
    ]);
  });

  it("may hold more ids than one call takes", () => {
    const ids = Array.from({ length: 2_000 }, (_, index) => `ami-${String(index).padStart(17, "0")}`);

    expect(reports(ids.map((id) => `image-id=${id}`).join("&")).ids["image-id"]).toEqual(ids);
  });

  it.each([
    ["1", 1],
    ["200", 200],
  ])("takes the page size %s where AWS allows up to 200", (text, pageSize) => {
    expect(asking(fastLaunchImages)(`page-size=${text}`).pageSize).toBe(pageSize);
  });

  it("takes the largest integer where AWS documents no maximum", () => {
    expect(reports("page-size=2147483647&max-items=2147483647")).toMatchObject({ pageSize: 2_147_483_647, maxItems: 2_147_483_647 });
  });

  it("takes a token of up to 8,192 printable characters as it is", () => {
    const token = `${"x".repeat(8_180)}+/=&%~!`;

    expect(reports(new URLSearchParams({ "starting-token": token }).toString()).startingToken).toBe(token);
  });

  it.each([
    ["dry-run=true", { dryRun: true }],
    ["dry-run=false", { dryRun: false }],
    ["refresh=true", { refresh: true }],
    ["refresh=false", { refresh: false }],
    ["max-age=60", { refresh: false, maxAgeSeconds: 60 }],
    ["max-age=0", { refresh: true, maxAgeSeconds: null }],
    ["format=json", { format: "json" }],
    ["format=csv&partial=allow", { format: "csv", partial: "allow" }],
  ])("takes %s", (query, expected) => expect(reports(query)).toMatchObject(expected));

  it("takes a number of items and a token for exactly one configuration's use", () => {
    expect(asking(licenseUsage)(`max-items=5&starting-token=a&license-configuration-arn=${ARN}`)).toMatchObject({
      maxItems: 5,
      startingToken: "a",
      ids: { "license-configuration-arn": [ARN] },
    });
  });
});

function asking<Row>(resource: Resource<Row>) {
  return (query: string) => parseReadRequest(resource, new URLSearchParams(query));
}
