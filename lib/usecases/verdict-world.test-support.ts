import type { ImageUsageReport, ImageUsageReportEntry } from "@aws-sdk/client-ec2";
import type { RegionWorld } from "@/lib/dev/aws-emulator/world";
import { emptyRegion } from "@/lib/dev/aws-emulator/world";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
export const TYPES = ["ec2:Instance", "ec2:LaunchTemplate"] as const;
export const USERS = ["000000000001", "444455556666", "777788889999"] as const;

/** Numbers from 0 up to a limit, the same for the same seed (a linear congruential generator). */
export function dice(seed: number): (limit: number) => number {
  let state = seed * 2_654_435_761 + 1;
  return (limit) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * limit);
  };
}

interface Wanted {
  owner: string;
  images: number;
  now: number;
  /** Nasty: reports of every state, age and coverage, amounts and members that AWS did not tell. Else one complete report an image. */
  isNasty: boolean;
}

/** A region with images of which each has reports, entries and references by chance. */
export function regionBy(roll: (limit: number) => number, { owner, images, now, isNasty }: Wanted): RegionWorld {
  const region = emptyRegion();
  let serial = 0;
  for (let at = 0; at < images; at += 1) {
    const ImageId = `ami-${String(at).padStart(8, "0")}`;
    const isListed = !isNasty || roll(12) > 0;
    if (isListed) {
      const launched = isNasty && roll(6) === 0 ? { LastLaunchedTime: new Date(now - roll(9) * 12 * HOUR_MS).toISOString() } : {};
      region.images.push({ ImageId, OwnerId: owner, Name: `golden-${at}`, State: "available", ...launched });
      if (roll(5) === 0) region.imageReferences.push({ ImageId, ResourceType: "ec2:Instance", Arn: `arn:aws:ec2:instance/i-${at}` });
      region.launchPermissions[ImageId] = USERS.slice(0, roll(4)).map((UserId) => ({ UserId }));
    }
    for (let left = isNasty ? roll(5) : 1; left > 0; left -= 1) {
      serial += 1;
      const report = reportBy(roll, { ReportId: `amiur-${String(serial).padStart(17, "0")}`, ImageId }, now, isNasty);
      region.imageUsageReports.push(report);
      region.imageUsageReportEntries.push(...entriesBy(roll, report, isNasty));
    }
  }
  return region;
}

function reportBy(
  roll: (limit: number) => number,
  ids: Pick<ImageUsageReport, "ReportId" | "ImageId">,
  now: number,
  isNasty: boolean,
): ImageUsageReport {
  // Half days apart, so that several of one image are of one age.
  const age = isNasty ? roll(20) / 2 : 1;
  const created = now - age * DAY_MS - HOUR_MS;
  const isExpired = isNasty && roll(9) === 0;
  return {
    ...ids,
    State: isNasty ? (["pending", "error", "strange"][roll(15)] ?? "available") : "available",
    CreationTime: new Date(created),
    ExpirationTime: new Date(isExpired ? now - HOUR_MS : created + 30 * DAY_MS),
    AccountIds: isNasty && roll(5) === 0 ? USERS.slice(0, 1 + roll(2)) : [],
    ResourceTypes: (isNasty && roll(6) === 0 ? TYPES.slice(0, 1) : TYPES).map((ResourceType) => ({ ResourceType })),
  };
}

function entriesBy(roll: (limit: number) => number, report: ImageUsageReport, isNasty: boolean): ImageUsageReportEntry[] {
  if (report.State !== "available" || roll(3) === 0) return [];
  const accounts = USERS.filter((user) => !report.AccountIds?.length || report.AccountIds.includes(user));
  return accounts.flatMap((AccountId) =>
    (report.ResourceTypes ?? []).flatMap(({ ResourceType }): ImageUsageReportEntry[] => {
      if (roll(3) > 0) return [];
      const UsageCount = isNasty && roll(12) === 0 ? undefined : roll(4);
      const { ReportId, ImageId, CreationTime } = report;
      return [{ ReportId, ImageId, AccountId, ResourceType, UsageCount, ReportCreationTime: CreationTime }];
    }),
  );
}
