import type { LicenseConfigurationUsage, ResourceType } from "@aws-sdk/client-license-manager";
import { OWNER_ACCOUNT } from "./accounts";
import type { Region } from "./images";
import type { LicensePlan } from "./license-plans";
import { type Random, seededRandom } from "./random";
import { daysBefore } from "./time";

/** A kind of resource: how it is named, in which states it is found, and how large it is. */
interface ResourceKind {
  type: ResourceType;
  path: (random: Random) => string;
  statuses: [string, ...string[]];
  cores: [number, ...number[]];
}

const INSTANCE: ResourceKind = {
  type: "EC2_INSTANCE",
  path: (random) => `ec2:instance/i-0${random.hex(16)}`,
  statuses: ["running", "running", "running", "running", "running", "running", "running", "stopped"],
  cores: [1, 2, 2, 4, 4, 8, 16],
};

const HOST: ResourceKind = {
  type: "EC2_HOST",
  path: (random) => `ec2:dedicated-host/h-0${random.hex(16)}`,
  statuses: ["available", "available", "available", "under-assessment"],
  cores: [24, 36, 48, 48, 96],
};

const MANAGED: ResourceKind = {
  type: "SYSTEMS_MANAGER_MANAGED_INSTANCE",
  path: (random) => `ssm:managed-instance/mi-0${random.hex(16)}`,
  statuses: ["running"],
  cores: [4, 8, 8, 16],
};

const DATABASE: ResourceKind = {
  type: "RDS",
  path: (random) => `rds:db:${random.pick(["ledger", "orders", "billing", "hr"])}-${random.hex(4)}`,
  statuses: ["available", "available", "stopped"],
  cores: [2, 4, 8],
};

const IMAGE: ResourceKind = {
  type: "EC2_AMI",
  path: (random) => `ec2:image/ami-0${random.hex(16)}`,
  statuses: ["available"],
  cores: [1],
};

const SOCKETS_PER_HOST = 2;
const THREADS_PER_CORE = 2;

/** The resources under a license configuration, each with what it consumes. */
export function licenseUsage(
  region: Region,
  plan: LicensePlan,
  accounts: readonly [string, ...string[]],
  now: Date,
): LicenseConfigurationUsage[] {
  const random = seededRandom(`license-usage/${region}/${plan.name}`);
  // A product is at home in some accounts, not spread evenly over all of them.
  const users: [string, ...string[]] = [accounts[0], ...random.sample(accounts, 0.15)];
  const { instances = 0, hosts = 0, managed = 0, databases = 0, images = 0 } = plan.workload;
  const rows = (kind: ResourceKind, count: number) => Array.from({ length: count }, () => usageRow(kind, region, plan, users, random, now));
  return [
    ...rows(HOST, hosts),
    ...rows(INSTANCE, instances),
    ...rows(DATABASE, databases),
    ...rows(MANAGED, managed),
    ...rows(IMAGE, images).map((row, index) => ofImage(row, plan.imageIds?.[index], now)),
  ];
}

/** An import binds its image when it ends. */
const IMPORTED_DAYS_AGO = 1.7;

function ofImage(row: LicenseConfigurationUsage, imageId: string | undefined, now: Date): LicenseConfigurationUsage {
  if (imageId === undefined) return row;
  return { ...row, ResourceArn: row.ResourceArn?.replace(/[^/]*$/, imageId), AssociationTime: daysBefore(now, IMPORTED_DAYS_AGO) };
}

function usageRow(
  kind: ResourceKind,
  region: Region,
  plan: LicensePlan,
  users: [string, ...string[]],
  random: Random,
  now: Date,
): LicenseConfigurationUsage {
  // The first draws of a skewed pick come up most: a few accounts hold most of the estate.
  const account = kind === IMAGE ? OWNER_ACCOUNT : (users[Math.floor(random.next() ** 2 * users.length)] ?? users[0]);
  const [service, ...path] = kind.path(random).split(":");
  const owner = service === "ec2" && kind === IMAGE ? "" : account;
  return {
    ResourceArn: `arn:aws:${service}:${region}:${owner}:${path.join(":")}`,
    ResourceType: kind.type,
    ResourceStatus: random.pick(kind.statuses),
    ResourceOwnerId: account,
    AssociationTime: daysBefore(now, 0.2 + random.next() ** 2 * 900),
    ConsumedLicenses: kind === IMAGE ? 0 : consumption(plan.countingType, random.pick(kind.cores)),
  };
}

function consumption(countingType: LicensePlan["countingType"], cores: number): number {
  switch (countingType) {
    case "Instance":
      return 1;
    case "Socket":
      return SOCKETS_PER_HOST;
    case "Core":
      return cores;
    case "vCPU":
      return cores * THREADS_PER_CORE;
  }
}
