import type { ImageUsageReportEntry } from "@aws-sdk/client-ec2";
import type { ImageUse } from "../world";
import type { GoldenImage } from "./images";
import { type Random, seededRandom } from "./random";
import type { UsageReports } from "./usage-reports";

/** Images that are not what their reports make of them, as shares of the accounts, by `region/family/generation`. */
const TRUE_REACH: Record<string, number> = {
  // Launch templates are all that uses it, and its report looked at instances only.
  "us-east-1/golden-ubuntu24/2": 0.015,
  // Its report looked at other accounts.
  "eu-west-1/golden-al2023/2": 0.04,
  "us-east-1/golden-al2023/3": 0,
  "eu-west-1/golden-ubuntu20/0": 0,
  "eu-west-1/golden-amzn2/0": 0,
  "us-east-1/golden-amzn2/0": 0,
};

const TEMPLATES_ONLY = "us-east-1/golden-ubuntu24/2";

/** What is done with an image today: what its newest report of all accounts found, a little later, or without one as its reach says. */
export function imageUse(image: GoldenImage, reports: UsageReports, accounts: readonly string[]): ImageUse[] {
  const key = `${image.region}/${image.family}/${image.generation}`;
  const random = seededRandom(`image-use/${image.imageId}`);
  const known = Object.hasOwn(TRUE_REACH, key) ? [] : newestEntries(image.imageId, reports);
  if (known.length > 0) return [...drifted(known, random), ...arrived(known, accounts, random)];
  const users = random.sample(accounts, TRUE_REACH[key] ?? image.reach);
  return users.flatMap((account) => usesOf(account, random)).filter((use) => key !== TEMPLATES_ONLY || use.resourceType !== "ec2:Instance");
}

function newestEntries(imageId: string, { imageUsageReports, imageUsageReportEntries }: UsageReports): ImageUsageReportEntry[] {
  const newest = imageUsageReports.findLast((report) => report.ImageId === imageId && report.State === "available" && !report.AccountIds);
  return newest ? imageUsageReportEntries.filter((entry) => entry.ReportId === newest.ReportId) : [];
}

/** Some accounts left, and some have more or fewer. */
function drifted(entries: readonly ImageUsageReportEntry[], random: Random): ImageUse[] {
  return random.sample(entries, 0.96).map(({ AccountId = "", ResourceType = "", UsageCount = 0 }) => ({
    account: AccountId,
    resourceType: ResourceType,
    count: random.chance(0.25) ? Math.max(1, UsageCount + random.int(-2, 3)) : UsageCount,
  }));
}

function arrived(entries: readonly ImageUsageReportEntry[], accounts: readonly string[], random: Random): ImageUse[] {
  const known = new Set(entries.map((entry) => entry.AccountId));
  const others = accounts.filter((account) => !known.has(account));
  return random.sample(others, 0.02).flatMap((account) => usesOf(account, random));
}

/** Some launch templates name the image only in versions that a report of the usual depth does not reach. */
function usesOf(account: string, random: Random): ImageUse[] {
  const instances: ImageUse = { account, resourceType: "ec2:Instance", count: random.int(1, 24) };
  const version = random.chance(0.1) ? random.int(21, 60) : random.int(1, 6);
  return [instances, { account, resourceType: "ec2:LaunchTemplate", count: random.int(1, 5), version }];
}
