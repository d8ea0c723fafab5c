import { type AccountWorld, emptyRegion, type RegionWorld } from "../world";
import { LOGISTICS_ACCOUNT, SISTER_ACCOUNT } from "./accounts";
import { memberFastLaunchImages } from "./fast-launch";
import { fleet } from "./fleet";
import { type Family, type GoldenImage, imagesOf, linux, type Region, windows } from "./images";
import { licenseAssociations } from "./license-associations";
import { LICENSE_PLANS, type LicensePlan } from "./license-plans";
import { licenses } from "./licenses";
import { inRegion } from "./retired-images";
import { usageReports } from "./usage-reports";

/** The specifics of a sister company's account. */
interface Member {
  account: string;
  /** How many of the company's accounts use its images. */
  consumers: number;
  families: Family[];
  plans: Partial<Record<Region, LicensePlan[]>>;
}

const REGIONS = ["us-east-1", "eu-west-1"] as const;

const MEMBERS: Member[] = [
  {
    account: SISTER_ACCOUNT,
    consumers: 80,
    families: [
      linux("media-transcoder", "media-video", 0.6, [2, 1, 0]),
      linux("media-origin", "media-delivery", 0.4, [1, 1, 0]),
      windows("media-edit-win2022", "media-studio", 0.3, [2, 1, 0]),
    ],
    plans: {
      "us-east-1": [
        // The configuration that it shares with the base account is its own here: both list it.
        ...LICENSE_PLANS["us-east-1"].filter((plan) => plan.owner === SISTER_ACCOUNT),
        plan(SISTER_ACCOUNT, "Broadcast Playout", "Instance", 0.92, { instances: 34 }),
      ],
      "eu-west-1": [plan(SISTER_ACCOUNT, "Editing Suite", "vCPU", 1.2, { instances: 18, managed: 4 })],
    },
  },
  {
    account: LOGISTICS_ACCOUNT,
    consumers: 45,
    families: [linux("depot-edge", "logistics-edge", 0.7, [1, 2, 0]), windows("depot-terminal", "logistics-sites", 0.5, [1, 1, 0])],
    plans: {
      "us-east-1": [plan(LOGISTICS_ACCOUNT, "Windows Server Datacenter", "Core", 1, { hosts: 5 })],
      "eu-west-1": [plan(LOGISTICS_ACCOUNT, "Route Optimizer", "Instance", 1.5, { instances: 22 })],
    },
  },
];

/** The accounts next to the base account, in two regions each and smaller than it. */
export function sampleMembers(accounts: readonly [string, ...string[]], now: Date): Record<string, AccountWorld> {
  return Object.fromEntries(MEMBERS.map((member) => [member.account, { regions: regionsOf(member, accounts, now) }]));
}

function regionsOf(member: Member, accounts: readonly [string, ...string[]], now: Date): Record<string, RegionWorld> {
  const images = imagesOf(member.families, now);
  return Object.fromEntries(REGIONS.map((region) => [region, regionWorld(member, region, images, accounts, now)]));
}

function regionWorld(
  { account, consumers, plans }: Member,
  region: Region,
  everywhere: GoldenImage[],
  accounts: readonly [string, ...string[]],
  now: Date,
): RegionWorld {
  const images = inRegion(everywhere, region);
  const users = accounts.slice(0, consumers);
  const reports = usageReports(images, users, now);
  const owned = licenses(region, accounts, now, plans[region] ?? []);
  return {
    ...emptyRegion(),
    ...fleet({ owner: account, images, everywhere, reports, accounts: users }, now),
    ...reports,
    fastLaunchImages: memberFastLaunchImages(account, region, images, now),
    ...owned,
    ...licenseAssociations(region, owned, now),
  };
}

function plan(
  owner: string,
  name: string,
  countingType: LicensePlan["countingType"],
  boughtShare: number,
  workload: LicensePlan["workload"],
): LicensePlan {
  const bought = (consumed: number) => Math.round(consumed * boughtShare);
  return { owner, name, countingType, bought, hardLimit: false, workload };
}
