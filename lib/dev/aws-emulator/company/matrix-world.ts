import type { ImageUsageReport, ImageUsageReportEntry } from "@aws-sdk/client-ec2";
import { emptyRegion, type World } from "../world";
import { consumerAccounts, OWNER_ACCOUNT } from "./accounts";
import { describedImage } from "./described-image";
import type { GoldenImage } from "./images";
import { ORGANIZATION_ARN, sampleOrganization } from "./organization";
import { type Random, seededRandom } from "./random";
import { daysBefore } from "./time";

export interface MatrixSize {
  images: number;
  accounts: number;
}

const REGION = "us-east-1";
const VERSIONS_PER_FAMILY = 8;
const DAYS_BETWEEN_BUILDS = 30.4;
const REPORT_LIFE_DAYS = 30;

/** Every so many images nobody uses one. */
const UNUSED_EVERY = 23;

/** Images in us-east-1 by accounts that may use them: one complete report an image, and about a third of the cells filled. */
export function matrixWorld({ images, accounts }: MatrixSize, now: Date): World {
  const users = consumerAccounts(accounts);
  const golden = Array.from({ length: images }, (_, index) => image(index, now));
  const made = golden.map((one, index) => {
    const report = reportOn(one, now);
    return { report, entries: entriesOf(report, index, users) };
  });
  return {
    account: OWNER_ACCOUNT,
    arn: `arn:aws:iam::${OWNER_ACCOUNT}:user/ami-ledger-sample-data`,
    regions: {
      [REGION]: {
        ...emptyRegion(),
        images: golden.map((one) => describedImage(OWNER_ACCOUNT, one, golden, now)),
        launchPermissions: Object.fromEntries(golden.map(({ imageId }) => [imageId, [{ OrganizationArn: ORGANIZATION_ARN }]])),
        imageUsageReports: made.map(({ report }) => report),
        imageUsageReportEntries: made.flatMap(({ entries }) => entries),
      },
    },
    organization: sampleOrganization(users, now),
  };
}

function image(index: number, now: Date): GoldenImage {
  const family = `family-${Math.floor(index / VERSIONS_PER_FAMILY) + 1}`;
  const generation = index % VERSIONS_PER_FAMILY;
  const created = daysBefore(now, 12 + generation * DAYS_BETWEEN_BUILDS);
  return {
    imageId: `ami-0${seededRandom(`matrix-image/${index}`).hex(16)}`,
    region: REGION,
    family,
    created,
    version: `${VERSIONS_PER_FAMILY - generation}.0`,
    generation,
    team: "platform",
    windows: index % 5 === 0,
    reach: 1,
  };
}

function reportOn({ imageId, generation, family }: GoldenImage, now: Date): ImageUsageReport {
  const age = 0.4 + generation * 0.7;
  return {
    ImageId: imageId,
    ReportId: `amiur-0${seededRandom(`matrix-report/${imageId}`).hex(16)}`,
    ResourceTypes: [{ ResourceType: "ec2:Instance" }, { ResourceType: "ec2:LaunchTemplate" }],
    State: "available",
    CreationTime: daysBefore(now, age),
    ExpirationTime: daysBefore(now, age - REPORT_LIFE_DAYS),
    Tags: [{ Key: "Family", Value: family }],
  };
}

/** Newer images are used by more accounts, and some accounts use more images than others. */
function entriesOf(report: ImageUsageReport, index: number, accounts: readonly string[]): ImageUsageReportEntry[] {
  if (index % UNUSED_EVERY === UNUSED_EVERY - 1) return [];
  const random = seededRandom(`matrix-entries/${index}`);
  const share = 0.85 - 0.09 * (index % VERSIONS_PER_FAMILY);
  return accounts.flatMap((account, place) => (random.chance(share * appetite(place)) ? cell(report, account, random) : []));
}

/** From 0.25 to 1, the same for an account in every image. */
function appetite(place: number): number {
  return 0.25 + ((place * 37) % 101) / 134;
}

function cell(report: ImageUsageReport, AccountId: string, random: Random): ImageUsageReportEntry[] {
  const { ReportId, ImageId, CreationTime: ReportCreationTime } = report;
  const entry = (ResourceType: string, UsageCount: number) => ({
    ResourceType,
    ReportId,
    UsageCount,
    AccountId,
    ImageId,
    ReportCreationTime,
  });
  const instances = entry("ec2:Instance", Math.ceil(random.next() ** -0.8));
  return random.chance(0.5) ? [instances, entry("ec2:LaunchTemplate", random.int(1, 9))] : [instances];
}
