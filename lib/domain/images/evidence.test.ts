import { describe, expect, it } from "vitest";
import type { RowEvent, ScopeError } from "@/lib/core/row-events";
import type { Scope } from "@/lib/core/scope";
import { finish } from "@/lib/core/slices";
import { applyEvent, emptyRowSet, type RowSet } from "@/lib/dataset/row-set";
import { type ImageLaunchPermissions, imageLaunchPermissions } from "@/lib/resources/image-launch-permissions";
import { type ImageReference, imageReferences } from "@/lib/resources/image-references";
import { type ImageUsageReportEntry, imageUsageReportEntries } from "@/lib/resources/image-usage-report-entries";
import { imageUsageReports } from "@/lib/resources/image-usage-reports";
import { type Image, images } from "@/lib/resources/images";
import type { Resource } from "@/lib/resources/resource";
import { type FleetSources, fleetEvidence, type Source, scopeKnown } from "./evidence";
import { daysAgo, image, NOW, ohio, paris, report } from "./test-support";
import { verdictOf } from "./verdict";

const NOTHING: FleetSources = { images: null, reports: null, entries: null, references: null, launchPermissions: null };
const error: ScopeError = { kind: "throttled", code: "RequestLimitExceeded", message: "slow down", requestId: null, httpStatus: null };

describe("whether the rows of a scope are all here", () => {
  const done = source<Image>(images, [doneEvent(ohio), end(0)], { scopes: [ohio] });

  it.each<[string, Source<Image> | null, string]>([
    ["is not yet so where nobody has asked", null, "reading"],
    [
      "is so once the scope is done, while others are being read",
      source<Image>(images, [doneEvent(ohio)], { scopes: [ohio, paris], isFetching: true }),
      "known",
    ],
    [
      "is so of a scope that is done, though another failed",
      source<Image>(images, [doneEvent(ohio), failed(paris), end(0, false)], { scopes: [ohio, paris] }),
      "known",
    ],
    ["is not yet so before the scope is done", source<Image>(images, [], { scopes: [ohio], isFetching: true }), "reading"],
    ["is not yet so before the first line", source<Image>(images, [], { scopes: [], isFetching: true }), "reading"],
    ["fails with the scope", source<Image>(images, [failed(ohio), end(0, false)], { scopes: [ohio] }), "failed"],
    [
      "is not permitted where AWS refuses",
      source<Image>(images, [failed(ohio, "denied"), end(0, false)], { scopes: [ohio] }),
      "not permitted",
    ],
    ["fails where the stream was cut", source<Image>(images, [], { scopes: [ohio] }), "failed"],
    ["fails where rows were lost", source<Image>(images, [doneEvent(ohio), end(3)], { scopes: [ohio] }), "failed"],
    ["fails where nothing could be asked", source<Image>(images, [], { scopes: [], error: new TypeError("Failed to fetch") }), "failed"],
    ["fails where rows are of an older reading", { ...done, set: { ...done.set, kept: [{ scope: ohio, readAt: daysAgo(1) }] } }, "failed"],
    ["is not known of a scope that was not asked", source<Image>(images, [doneEvent(paris), end(0)], { scopes: [paris] }), "not reported"],
  ])("%s", (_, of, state) => expect(scopeKnown(of, ohio).state).toBe(state));
});

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

    expect(found && verdictOf(found, NOW).verdict).toBe("no use seen");
  });

  it.each<[string, Partial<FleetSources>]>([
    ["images", { images: null }],
    ["reports", { reports: null }],
    ["entries", { entries: null }],
    ["references", { references: null }],
    [
      "references of a scope that failed",
      { references: source<ImageReference>(imageReferences, [failed(ohio), end(0, false)], { scopes: [ohio] }) },
    ],
    ["images of a cut stream", { images: source<Image>(images, [rows(ohio, [image()])], { scopes: [ohio] }) }],
    ["references from before the image was made", { references: whole<ImageReference>(imageReferences, ohio, [], daysAgo(500)) }],
    ["entries from before the reports", { entries: whole(imageUsageReportEntries, ohio, [], daysAgo(2)) }],
    ["entries of which one names no image", { entries: whole(imageUsageReportEntries, ohio, [entry({ imageId: null, usageCount: 0 })]) }],
    ["entries of which one names no report", { entries: whole(imageUsageReportEntries, ohio, [entry({ reportId: null, usageCount: 0 })]) }],
  ])("leaves it unknown without %s", (_, without) => {
    const [found] = finish(fleetEvidence({ ...everything(), ...without }));

    expect(found && verdictOf(found, NOW).verdict).toBe("unknown");
  });

  it("takes rows of a scope that failed as proof of use", () => {
    const entries = source(imageUsageReportEntries, [rows(ohio, [entry({ usageCount: 2 })]), failed(ohio), end(1, false)], {
      scopes: [ohio],
    });
    const [found] = finish(fleetEvidence({ ...everything(), entries }));

    expect(found?.entries).toMatchObject({ state: "failed", why: expect.stringContaining("RequestLimitExceeded") });
    expect(found && verdictOf(found, NOW)).toMatchObject({ verdict: "in use", by: [{ count: 2 }] });
  });

  it("tells an image that is shared with nobody from one that nobody asked about", () => {
    const launchPermissions = whole(imageLaunchPermissions, ohio, [permissions("ami-1")]);
    const reports = whole(imageUsageReports, ohio, [report({ imageId: "ami-2" })]);
    const found = finish(fleetEvidence({ ...everything(), reports, launchPermissions }));

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
  entries: whole(imageUsageReportEntries, ohio, []),
  references: whole<ImageReference>(imageReferences, ohio, []),
  launchPermissions: null,
});

function entry(members: Partial<ImageUsageReportEntry>): ImageUsageReportEntry {
  const usual = { resourceType: "ec2:Instance", reportId: "amiur-1", usageCount: 1, accountId: "444455556666", imageId: "ami-1" };
  return { ...usual, reportCreationTime: daysAgo(1), ...members };
}

function permissions(imageId: string): ImageLaunchPermissions {
  const nothing = { description: null, kernelId: null, ramdiskId: null, sriovNetSupport: null, bootMode: null, tpmSupport: null };
  const others = { uefiData: null, lastLaunchedTime: null, imdsSupport: null, deregistrationProtection: null };
  return { ...nothing, ...others, imageId, launchPermissions: [], productCodes: [], blockDeviceMappings: [] };
}

interface Asked {
  scopes: Scope[];
  isFetching?: boolean;
  error?: Error | null;
  readAt?: string;
}

function source<Row extends object>(
  resource: Resource<Row>,
  events: readonly RowEvent<Row>[],
  { scopes, isFetching = false, error = null, readAt = daysAgo(0) }: Asked,
): Source<Row> {
  const start: RowEvent<Row>[] = scopes.length === 0 ? [] : [{ type: "start", scopes, readAt }];
  const set = [...start, ...events].reduce<RowSet<Row>>((before, event) => applyEvent(before, event), emptyRowSet(resource));
  return { set, isFetching, error };
}

const whole = <Row extends object>(resource: Resource<Row>, scope: Scope, of: Row[], readAt = daysAgo(0)): Source<Row> =>
  source(resource, [rows(scope, of), doneEvent(scope), end(of.length)], { scopes: [scope], readAt });

const rows = <Row>(scope: Scope, of: Row[]): RowEvent<Row> => ({ type: "rows", scope, rows: of });

function doneEvent(scope: Scope) {
  return { type: "done", scope, pages: 1, rows: 0, nextToken: null } as const;
}

function failed(scope: Scope, kind: ScopeError["kind"] = "throttled") {
  return { type: "failed", scope, error: { ...error, kind } } as const;
}

function end(count: number, complete = true) {
  return { type: "end", complete, rows: count } as const;
}
