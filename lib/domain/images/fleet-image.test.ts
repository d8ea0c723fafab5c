import { describe, expect, it } from "vitest";
import { known } from "@/lib/core/known";
import { RowTable } from "@/lib/dataset/row-table";
import { images } from "@/lib/resources/images";
import type { Column } from "@/lib/resources/resource";
import { type FleetImage, IMAGE_COLUMNS, toFleetImage } from "./fleet-image";
import { fleetImages } from "./fleet-images";
import { count, daysAgo, evidence, image, MOMENT, ohio, report } from "./test-support";

const line = (given: Parameters<typeof evidence>[0] = {}): FleetImage => toFleetImage(evidence(given), MOMENT);
const refused = { state: "not permitted", why: "AWS refuses." } as const;
const nobody = { userId: null, group: null, organizationArn: null, organizationalUnitArn: null };

describe("the line of an image", () => {
  it("joins what is known of it", () => {
    const members = {
      image: known(image({ name: "golden-win-1.2.3", platform: "windows", deprecationTime: daysAgo(10) })),
      launchPermissions: known([
        { ...nobody, userId: "444455556666" },
        { ...nobody, organizationArn: "arn:o" },
        { ...nobody, group: "all" },
      ]),
    };

    expect(line({ entries: { "amiur-1": [count("444455556666", 3)] }, members })).toMatchObject({
      isListed: true,
      family: "golden-win",
      platform: "Windows",
      deprecation: "deprecated",
      sharedAccounts: 1,
      sharedOrganizations: 1,
      sharedUnits: 0,
      usedByAccounts: 1,
      instances: 3,
      launchTemplates: 0,
      launchTemplatesState: "known",
      ownReferences: 0,
      verdict: "in-use",
      missing: null,
      missingCodes: [],
      reportId: "amiur-1",
      countedAt: daysAgo(1),
    });
  });

  it("has no number where none is known, and the reason beside it", () => {
    expect(line({ reports: [report({ state: "pending" })], members: { references: refused, launchPermissions: refused } })).toMatchObject({
      instances: null,
      instancesState: "not reported",
      instancesWhy: expect.stringContaining("is still pending"),
      ownReferences: null,
      ownReferencesState: "not permitted",
      sharedAccounts: null,
      sharingState: "not permitted",
      verdict: "unknown",
      missing: expect.stringContaining("AWS refuses."),
      missingCodes: ["report-pending", "references-unread"],
      remedy: "grant-permission",
    });
  });

  it("tells an image that is not listed from images that could not be listed", () => {
    expect(line({ members: { image: known(null) } })).toMatchObject({ isListed: false, isListedState: "known" });
    expect(line({ members: { image: refused } })).toMatchObject({ isListed: null, isListedState: "not permitted" });
  });

  it("survives being kept as columns and as JSON", () => {
    const table = new RowTable<FleetImage>(fleetImages);
    table.append(ohio, [line({ reports: [] })]);

    expect(table.row(0)).toEqual({ ...line({ reports: [] }), scope: ohio });
    expect(JSON.parse(JSON.stringify(line()))).toEqual(line());
  });
});

describe("the columns of images", () => {
  it("have a reason wherever a number is not known", () => {
    const row = { ...line({ reports: [], members: { image: refused, references: refused, launchPermissions: refused } }), scope: ohio };
    const { instances, ownReferences, sharedAccounts, name } = fleetImages.columns;

    expect([instances, ownReferences, sharedAccounts, name].map((column) => [column.value(row), column.unknown(row)?.state])).toEqual([
      [null, "not reported"],
      [null, "not permitted"],
      [null, "not permitted"],
      [null, "not permitted"],
    ]);
  });

  it("have no reason where the value is known, zero among them", () => {
    const row = { ...line(), scope: ohio };
    expect([fleetImages.columns.instances.value(row), fleetImages.columns.instances.unknown(row)]).toEqual([0, null]);
  });

  it("hold every column of images, unknown where the image is not listed", () => {
    const listed = { ...line({ members: { image: known(image({ architecture: "arm64" })) } }), scope: ohio };
    const gone = { ...line({ members: { image: known(null) } }), scope: ohio };

    for (const [name, column] of Object.entries(images.columns)) {
      const shown: Column<FleetImage> | undefined = Object.entries(fleetImages.columns).find(([own]) => own === name)?.[1];

      expect(shown?.value(listed), name).toBe(column.value({ ...image({ architecture: "arm64" }), scope: ohio }));
      if (name in IMAGE_COLUMNS) expect([shown?.value(gone), shown?.unknown?.(gone)?.state], name).toEqual([null, "not reported"]);
    }
  });

  it("sort by names that exist", () => {
    const names = fleetImages.defaultSort.split(",").map((part) => part.split(".")[0]);
    expect(names.every((name) => name !== undefined && Object.hasOwn(fleetImages.columns, name))).toBe(true);
  });
});
