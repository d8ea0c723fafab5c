import { describe, expect, it } from "vitest";
import { known } from "@/lib/core/known";
import { finish } from "@/lib/core/slices";
import { toFleetImage } from "@/lib/domain/images/fleet-image";
import { fleetGrants } from "@/lib/domain/images/grants";
import { entriesByReport, type ImageEvidence } from "@/lib/domain/images/image-evidence";
import { count, daysAgo, evidence, image, MOMENT, NOW, ohio } from "@/lib/domain/images/test-support";
import type { LaunchPermission } from "@/lib/resources/image-launch-permissions";
import { imageFindings } from "./image-findings";

const usedBy = (...accounts: string[]): Partial<ImageEvidence> => {
  const entries = entriesByReport({ "amiur-1": accounts.map((account) => count(account, 2)) });
  return { entries: known(entries), arrivedEntries: entries };
};
const deprecated = (name: string, days: number): Partial<ImageEvidence> => ({
  imageId: `ami-${name}`,
  image: known(image({ imageId: `ami-${name}`, name, deprecationTime: daysAgo(days) })),
});
const unreported: Partial<ImageEvidence> = { reports: known([]), arrivedReports: [] };
const sharedWith = (...accounts: string[]): Partial<ImageEvidence> => ({
  launchPermissions: known(
    accounts.map((userId): LaunchPermission => ({ userId, group: null, organizationArn: null, organizationalUnitArn: null })),
  ),
});

describe("the fleet of images", () => {
  it.each<[title: string, fleet: Partial<ImageEvidence>[], said: string[]]>([
    ["asks for nothing where a used image is not deprecated", [{ ...usedBy("000000000001"), ...sharedWith("000000000001") }], []],
    [
      "names the oldest deprecated image that is in use, and counts the others",
      [
        { ...deprecated("new", 3), ...usedBy("000000000001"), ...sharedWith("000000000001") },
        { ...deprecated("old", 30), ...usedBy("000000000001", "000000000002"), ...sharedWith("000000000001", "000000000002") },
      ],
      ["old has been deprecated for 1 month, and 2 accounts still use it.", "1 more image is deprecated and still in use."],
    ],
    [
      "says which deprecated images show no use, and as of when",
      [deprecated("quiet", 3)],
      [`1 image is deprecated and shows no use by reports of ${daysAgo(1).slice(0, 10)} or later. It may be removed.`],
    ],
    [
      "does not say of a deprecated image without a report that it may be removed",
      [{ ...deprecated("blind", 3), ...unreported }],
      ["1 image has no usage report. Whether anyone uses it is unknown until one is created."],
    ],
    [
      "does not say that there is no report where the reports could not be read",
      [{ ...deprecated("blind", 3), arrivedReports: [], reports: { state: "failed", why: "They could not be read." } }],
      [],
    ],
    [
      "counts use by accounts that an image is not shared with",
      [{ ...usedBy("000000000001", "000000000002"), ...sharedWith("000000000001") }],
      ["1 image is used by 1 account that it is not shared with any more. New launches there fail."],
    ],
    [
      "says nothing of grants where the launch permissions are not known",
      [{ ...usedBy("000000000001"), launchPermissions: { state: "not permitted", why: "AWS refuses to tell." } }],
      [],
    ],
  ])("%s", (_, fleet, said) => {
    expect(sentences(fleet)).toEqual(said);
  });

  it("leads to the page of the image, in its own scope", () => {
    const [finding] = findings([{ ...deprecated("old", 30), ...usedBy("000000000001") }]);

    expect(finding?.href).toBe("/images/ami-old?account=111122223333&region=us-east-2");
    expect(finding?.urgency).toBe("bad");
  });
});

function findings(fleet: readonly Partial<ImageEvidence>[]) {
  const evidences = fleet.map((members) => evidence({ members }));
  const images = evidences.map((each) => ({ ...toFleetImage(each, MOMENT), scope: ohio }));
  return imageFindings({ images, evidences, grants: finish(fleetGrants(evidences, MOMENT, known([]))), now: NOW });
}

const sentences = (fleet: readonly Partial<ImageEvidence>[]): string[] => findings(fleet).map(({ subject, text }) => `${subject} ${text}`);
