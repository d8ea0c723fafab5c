import type { LaunchPermission } from "@aws-sdk/client-ec2";
import { factsOf } from "./image-facts";
import type { GoldenImage } from "./images";
import { ORGANIZATION_ARN, unitArn } from "./organization";
import { type Random, seededRandom } from "./random";

/** An organization that nobody here can look into. */
const PARTNER_ORGANIZATION_ARN = "arn:aws:organizations::888877776666:organization/o-partner9x2";

/** Accounts outside of the organization that test the Citrix image, nearly as many as an image can be shared with. */
const PARTNER_TESTERS = 640;

type Grant = (users: readonly string[], accounts: readonly string[], random: Random) => LaunchPermission[];

const toOrganization: Grant = () => [{ OrganizationArn: ORGANIZATION_ARN }];

const toUnits =
  (...names: Parameters<typeof unitArn>[0][]): Grant =>
  () =>
    names.map((name) => ({ OrganizationalUnitArn: unitArn(name) }));

/** Most of those who use it, and a few who do not: lists that are kept by hand. */
const toAccounts: Grant = (users, accounts, random) => {
  const known = new Set(users);
  const others = accounts.filter((account) => !known.has(account));
  return [...random.sample(users, 0.9), ...random.sample(others, 0.05)].map((UserId) => ({ UserId }));
};

const toNobody: Grant = () => [];

const toTesters: Grant = (_, accounts) => {
  const testers = Array.from({ length: PARTNER_TESTERS }, (__, index) => String(610_000_000_000 + index * 7_919_011));
  return [...accounts, ...testers].map((UserId) => ({ UserId }));
};

/** By family, where it is not the whole organization. */
const GRANTS: Record<string, Grant> = {
  "golden-win2025": toUnits("commerce", "engineering", "corporate", "subsidiaries"),
  "golden-win2022": toUnits("commerce", "engineering", "corporate"),
  "golden-win2019": toAccounts,
  "golden-win2016": toAccounts,
  "citrix-vda-win2022": toAccounts,
  "erp-base": toUnits("corporate-production"),
  "build-agent": toAccounts,
  "intranet-wiki": toAccounts,
  "eks-node-al2023": () => [{ OrganizationArn: ORGANIZATION_ARN }, { OrganizationArn: PARTNER_ORGANIZATION_ARN }],
  "golden-ubuntu24": (users, accounts, random) => [
    { OrganizationalUnitArn: unitArn("commerce") },
    ...toAccounts(users.slice(0, 20), accounts, random),
  ],
};

/** By `region/family/generation`, where it is not as with its family. */
const EXCEPTIONS: Record<string, Grant> = {
  "us-east-1/golden-al2023/3": toNobody,
  "us-east-1/golden-rhel9/1": toNobody,
  "us-east-1/citrix-vda-win2022/0": toTesters,
  "eu-west-1/golden-centos7/0": toNobody,
};

/** Whom an image is shared with. One that is disabled has lost all of it. */
export function launchPermissions(
  image: GoldenImage,
  users: readonly string[],
  accounts: readonly string[],
  isOurs: boolean,
): LaunchPermission[] {
  if (factsOf(image).disabled) return [];
  const { region, family, generation, imageId } = image;
  const grant = EXCEPTIONS[`${region}/${family}/${generation}`] ?? GRANTS[family] ?? (isOurs ? toOrganization : toAccounts);
  return grant(users, accounts, seededRandom(`launch-permissions/${imageId}`));
}
