import { describe, expect, it } from "vitest";
import { toColumnar } from "@/lib/core/columnar";
import { finish } from "@/lib/core/slices";
import type { LiveReading } from "@/lib/dataset/reading";
import { end, failed, rows, source, whole } from "@/lib/dataset/test-support";
import { type ImageLaunchPermissions, imageLaunchPermissions } from "@/lib/resources/image-launch-permissions";
import { type ImageReference, imageReferences } from "@/lib/resources/image-references";
import {
  type EntriesProof,
  type ImageUsageReportEntry,
  imageUsageReportEntries,
  type NoEntriesProof,
} from "@/lib/resources/image-usage-report-entries";
import { type ImageUsageReport, imageUsageReports } from "@/lib/resources/image-usage-reports";
import { type Image, images } from "@/lib/resources/images";
import { type FleetSources, fleetEvidence } from "./evidence";
import { daysAgo, image, MOMENT, ohio, paris, report } from "./test-support";
import { verdictOf } from "./verdict";

const NOTHING: FleetSources = { images: null, reports: null, entries: null, references: null, launchPermissions: null };

describe("the evidence of the fleet", () => {
  it("is of every image that any list names, once in each scope", () => {
    const found = finish(
      fleetEvidence({
        images: whole<Image>(images, ohio, [image({ imageId: "ami-1" })]),
        reports: whole(imageUsageReports, ohio, [report({ imageId: "ami-2" }), report({ imageId: "ami-1" })]),
        entries: whole(imageUsageReportEntries, paris, [entry({ imageId: "ami-1" })]),
        references: whole<ImageReference>(imageReferences, ohio, [{ imageId: "ami-3", resourceType: "ec2:Instance", arn: "arn:1" }]),
        launchPermissions: whole(imageLaunchPermissions, ohio, [permissions("ami-4")]),
      }),
    );

    expect(found.map(({ scope, imageId }) => `${scope.region} ${imageId}`)).toEqual([
      "us-east-2 ami-1",
      "us-east-2 ami-2",
      "eu-west-3 ami-1",
      "us-east-2 ami-3",
      "us-east-2 ami-4",
    ]);
  });

  it("holds the entries of each report apart, with what AWS did not tell", () => {
    const entries = [entry({ usageCount: 3 }), entry({ reportId: "amiur-2", accountId: null, usageCount: null, resourceType: null })];
    const [found] = finish(fleetEvidence({ ...NOTHING, entries: whole(imageUsageReportEntries, ohio, entries) }));

    expect(found?.arrivedEntries.reportIds).toEqual(["amiur-1", "amiur-2"]);
    expect(found?.arrivedEntries.of("amiur-1")).toEqual([
      { account: "444455556666", resourceType: "ec2:Instance", count: 3, countedAt: daysAgo(1) },
    ]);
    expect(found?.arrivedEntries.of("amiur-2")).toMatchObject([{ account: null, resourceType: null, count: null }]);
    expect(found?.arrivedEntries.of("constructor")).toEqual([]);
  });

  it("says no use is seen of an image where everything was read and is empty", () => {
    const [found] = finish(fleetEvidence(everything()));

    expect(found && verdictOf(found, MOMENT).verdict).toBe("no-use-seen");
  });

  it.each<[string, Partial<FleetSources>]>([
    ["images", { images: null }],
    ["entries", { entries: null }],
    ["references", { references: null }],
    [
      "references of a scope that failed",
      { references: source<ImageReference>(imageReferences, [failed(ohio), end(0, false)], { scopes: [ohio] }) },
    ],
    ["images of a cut stream", { images: source<Image>(images, [rows(ohio, [image()])], { scopes: [ohio] }) }],
    ["references of this image, which was not there to be asked about", { references: referencesTo("ami-2") }],
    ["references that say which images they are to", { references: whole<ImageReference>(imageReferences, ohio, []) }],
    [
      "references of which one names no image",
      { references: referencesTo("ami-1", { imageId: null, resourceType: "ec2:Instance", arn: "arn:1" }) },
    ],
    ["reports listed with the entries", { entries: whole(imageUsageReportEntries, ohio, []) }],
    ["reports that could be listed with the entries", { entries: entriesWith({ failure: failed(ohio).error }) }],
    ["a report that was available while the entries were read", { entries: entriesWith(proof([], [report()])) }],
    ["a report", { entries: entriesWith(proof([], [])) }],
    [
      "entries of which one names no image",
      { entries: entriesWith(proof(), entry({ imageId: null, reportId: "amiur-9", usageCount: 0 })) },
    ],
    ["entries of which one names no report", { entries: entriesWith(proof(), entry({ reportId: null, usageCount: 0 })) }],
    [
      "entries of a report that names no image and became available meanwhile",
      { entries: entriesWith(proof(["amiur-1"], [report(), nameless("available")])) },
    ],
    ["a report of another state that names no image", { entries: entriesWith(proof(["amiur-1"], [report(), nameless("pending")])) }],
  ])("leaves it unknown without %s", (_, without) => {
    const [found] = finish(fleetEvidence({ ...everything(), ...without }));

    expect(found && verdictOf(found, MOMENT).verdict).toBe("unknown");
  });

  it("rests on the reports that were listed with the entries, whatever the list of reports says", () => {
    const gone = whole(imageUsageReports, ohio, [report({ state: "pending" })]);
    const [found] = finish(fleetEvidence({ ...everything(), reports: gone }));

    expect(found && verdictOf(found, MOMENT).verdict).toBe("no-use-seen");
  });

  it("is not in doubt because of an available report without entries that names no image", () => {
    const entries = entriesWith(proof(["amiur-1", "amiur-9"], [report(), nameless("available")]));
    const [found] = finish(fleetEvidence({ ...everything(), entries }));

    expect(found && verdictOf(found, MOMENT).verdict).toBe("no-use-seen");
  });

  it("finds the image of a report that does not name it by its entries", () => {
    const entries = entriesWith(proof(["amiur-9"], [nameless("available")]), entry({ reportId: "amiur-9", usageCount: 3 }));
    const [found] = finish(fleetEvidence({ ...everything(), entries }));

    expect(found && verdictOf(found, MOMENT)).toMatchObject({ verdict: "in-use", uses: [{ count: 3 }] });
  });

  it("finds the image of an entry that does not name it by its report", () => {
    const entries = entriesWith(proof(), entry({ imageId: null, usageCount: 4 }));
    const [found] = finish(fleetEvidence({ ...everything(), entries }));

    expect(found && verdictOf(found, MOMENT)).toMatchObject({ verdict: "in-use", uses: [{ count: 4 }] });
  });

  it("takes rows of a scope that failed as proof of use", () => {
    const entries = source(imageUsageReportEntries, [rows(ohio, [entry({ usageCount: 2 })]), failed(ohio), end(1, false)], {
      scopes: [ohio],
    });
    const [found] = finish(fleetEvidence({ ...everything(), entries }));

    expect(found?.entries).toMatchObject({ state: "failed", why: expect.stringContaining("RequestLimitExceeded") });
    expect(found && verdictOf(found, MOMENT)).toMatchObject({ verdict: "in-use", uses: [{ count: 2 }] });
  });

  it("tells an image that is shared with nobody from one that nobody asked about", () => {
    const launchPermissions = whole(imageLaunchPermissions, ohio, [permissions("ami-1")]);
    const entries = entriesWith(proof(["amiur-1"], [report({ imageId: "ami-2" })]));
    const found = finish(fleetEvidence({ ...everything(), entries, launchPermissions }));

    expect(found.map((of) => of.launchPermissions.state)).toEqual(["known", "not reported"]);
  });

  it("is put together of 300,000 entries without making their rows", () => {
    const table = whole(imageUsageReportEntries, ohio, many(300_000));
    const began = process.cpuUsage();
    const found = finish(fleetEvidence({ ...NOTHING, entries: table }));

    expect(found).toHaveLength(100);
    expect(found.reduce((sum, { arrivedEntries }) => sum + arrivedEntries.of("amiur-7").length, 0)).toBe(3_000);
    expect(process.cpuUsage(began).user / 1_000).toBeLessThan(1_000);
  });
});

const many = (length: number): ImageUsageReportEntry[] =>
  Array.from({ length }, (_, index) =>
    entry({ imageId: `ami-${index % 100}`, reportId: `amiur-${index % 100}`, accountId: String(index) }),
  );

const everything = (): FleetSources => ({
  images: whole<Image>(images, ohio, [image()]),
  reports: whole(imageUsageReports, ohio, [report()]),
  entries: entriesWith(proof()),
  references: referencesTo("ami-1"),
  launchPermissions: null,
});

const proof = (availableThroughout = ["amiur-1"], reports: ImageUsageReport[] = [report()]): EntriesProof => ({
  availableThroughout,
  reports: toColumnar(reports),
});

const entriesWith = (proven: EntriesProof | NoEntriesProof, ...of: ImageUsageReportEntry[]): LiveReading<ImageUsageReportEntry> =>
  whole(imageUsageReportEntries, ohio, of, { proof: proven });

const referencesTo = (askedImage: string, ...of: ImageReference[]): LiveReading<ImageReference> =>
  whole(imageReferences, ohio, of, { proof: { askedImages: [askedImage] } });

/** A report that AWS does not say of which image it is. */
function nameless(state: string): ImageUsageReport {
  return report({ imageId: null, reportId: "amiur-9", state, creationTime: daysAgo(0.5) });
}

function entry(members: Partial<ImageUsageReportEntry>): ImageUsageReportEntry {
  const usual = { resourceType: "ec2:Instance", reportId: "amiur-1", usageCount: 1, accountId: "444455556666", imageId: "ami-1" };
  return { ...usual, reportCreationTime: daysAgo(1), ...members };
}

function permissions(imageId: string): ImageLaunchPermissions {
  const nothing = { description: null, kernelId: null, ramdiskId: null, sriovNetSupport: null, bootMode: null, tpmSupport: null };
  const others = { uefiData: null, lastLaunchedTime: null, imdsSupport: null, deregistrationProtection: null };
  return { ...nothing, ...others, imageId, launchPermissions: [], productCodes: [], blockDeviceMappings: [] };
}
