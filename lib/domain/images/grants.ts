import { type Count, type Known, known, knownValue, type Unknown } from "@/lib/core/known";
import type { Scope } from "@/lib/core/scope";
import type { LaunchPermission } from "@/lib/resources/image-launch-permissions";
import { isAmount } from "./counting-entries";
import type { ImageEvidence } from "./image-evidence";
import { type AccountReferences, byAccount } from "./image-usage";
import { type Moment, missingUsage } from "./missing-evidence";
import { Expansion, type Organization } from "./organization";
import { type UsageCells, usageCells } from "./usage-cells";
import { describeMissing } from "./words";

export type { Organization, OrganizationAccount } from "./organization";

/** So many entities one image may be shared with in a Region, by AWS's default. An organization or a unit counts as one. */
const SHARING_QUOTA = 1_000;

/** How far an image is from the quota. It is the default one: AWS may have raised it. */
export interface QuotaDistance {
  entities: number;
  limit: number;
  /** Below zero where the account's quota was raised and is used. */
  left: number;
}

/** An account that may launch an image, and whether it is seen to use it. */
export interface GrantedAccount {
  account: string;
  /** `account`, or the ARN of an organization or a unit that contains it. */
  through: readonly string[];
  use: "in use" | "no use seen" | "unknown";
  /** What it has; null where no use is seen or nothing is known. */
  references: AccountReferences | null;
  /** Why the use is unknown, or null. */
  why: string | null;
}

/** An account that uses an image without a grant that is known to contain it. */
export interface UngrantedAccount {
  account: string;
  /** `may be granted`: through an organization or unit whose accounts could not be read. */
  grant: "not granted" | "may be granted";
  /** ARNs through which it may be granted. */
  through: readonly string[];
  references: AccountReferences;
}

/** Who may launch an image, against who is seen to use it. */
export interface ImageGrants {
  isPublic: boolean;
  /** Organizations, by ARN. */
  organizations: readonly string[];
  /** Organizational units, by ARN. */
  units: readonly string[];
  /** Accounts that are granted by name, and those in organizations and units that could be expanded. */
  granted: readonly GrantedAccount[];
  /** Accounts with at least one reference that no grant is known to contain, most references first. */
  ungranted: readonly UngrantedAccount[];
  /** ARNs whose accounts are not known. */
  notExpandable: readonly string[];
  /** Why, or null. */
  notExpandableWhy: string | null;
  quota: QuotaDistance;
}

/** What the grants of one image come to. */
export interface GrantSummary {
  scope: Scope;
  imageId: string;
  isPublic: Known<boolean>;
  /** Accounts, organizations and units it is shared with. */
  entities: Count;
  /** Granted accounts of which no use is seen. Unknown where the evidence is not complete and fresh. */
  unused: Count;
  /** Accounts that use it and are not granted. */
  notGranted: Count;
  /** Accounts that use it and may be granted through what could not be expanded. */
  mayBeGranted: Count;
  /** What is left of the default quota. */
  left: Count;
}

/** Grants of one image against its usage, at a moment. Unknown where the launch permissions are. */
export function imageGrants(evidence: ImageEvidence, moment: Moment, organization: Organization): Known<ImageGrants> {
  return grantsOf(evidence, usageCells(evidence, moment.now), moment, new Expansion(organization));
}

function grantsOf(evidence: ImageEvidence, cells: UsageCells, moment: Moment, expansion: Expansion): Known<ImageGrants> {
  const { launchPermissions } = evidence;
  if (launchPermissions.state !== "known") return launchPermissions;
  const permissions = launchPermissions.value;
  const entities = new Set(permissions.flatMap((permission) => nameOf(permission) ?? []));
  const arns = [...entities].filter((name) => !isAccountId(name));
  const through = new Map([...entities].filter(isAccountId).map((account): [string, string[]] => [account, ["account"]]));
  for (const arn of arns) {
    for (const account of expansion.accountsIn(arn)) {
      const before = through.get(account);
      if (before === undefined) through.set(account, [arn]);
      else before.push(arn);
    }
  }
  const isPublic = permissions.some(({ group }) => group === "all");
  const notExpandable = arns.filter((arn) => !expansion.isWhole(arn));
  const users = usersOf(cells);
  return known({
    isPublic,
    organizations: arns.filter((arn) => arn.includes(":organization/")),
    units: arns.filter((arn) => arn.includes(":ou/")),
    granted: grantedAccounts(whyMissing(evidence, cells, moment), through, users),
    ungranted: isPublic ? [] : ungrantedAccounts(evidence, through, users, (account) => expansion.through(account, notExpandable)),
    notExpandable,
    notExpandableWhy: notExpandable.length === 0 ? null : expansion.why,
    quota: { entities: entities.size, limit: SHARING_QUOTA, left: SHARING_QUOTA - entities.size },
  });
}

const isAccountId = (name: string): boolean => /^\d{12}$/.test(name);

/** Whom a permission names, other than everyone. A kind that AWS added since stands under the name of its group. */
const nameOf = ({ userId, organizationArn, organizationalUnitArn, group }: LaunchPermission): string | null =>
  userId ?? organizationArn ?? organizationalUnitArn ?? (group === "all" ? null : group);

/** Other accounts that are seen to use an image, most references first. */
function usersOf({ counts }: UsageCells): Map<string | null, AccountReferences> {
  const used = counts.filter(({ count }) => isAmount(count) && count > 0);
  return new Map(byAccount(used).map((references) => [references.account, references]));
}

/** Why an account without use may use the image all the same, a sentence each. */
const whyMissing = (evidence: ImageEvidence, cells: UsageCells, moment: Moment): string[] =>
  missingUsage(evidence, cells, moment).map((fact) => describeMissing(fact).message);

function grantedAccounts(
  missing: readonly string[],
  through: ReadonlyMap<string, readonly string[]>,
  users: ReadonlyMap<string | null, AccountReferences>,
): GrantedAccount[] {
  const whys = users.has(null) ? [...missing, "AWS did not name some of the accounts that use it."] : missing;
  const why = whys.length === 0 ? null : whys.join(" ");
  return [...through].map(([account, ways]): GrantedAccount => {
    const references = users.get(account) ?? null;
    if (references !== null) return { account, through: ways, use: "in use", references, why: null };
    return { account, through: ways, use: why === null ? "no use seen" : "unknown", references, why };
  });
}

function ungrantedAccounts(
  { scope, image }: ImageEvidence,
  granted: ReadonlyMap<string, readonly string[]>,
  users: ReadonlyMap<string | null, AccountReferences>,
  mayBeThrough: (account: string) => string[],
): UngrantedAccount[] {
  // An owner needs no grant.
  const owners = [scope.account, knownValue(image)?.ownerId];
  return [...users].flatMap(([account, references]): UngrantedAccount[] => {
    if (account === null || granted.has(account) || owners.includes(account)) return [];
    const through = mayBeThrough(account);
    return [{ account, grant: through.length === 0 ? "not granted" : "may be granted", through, references }];
  });
}

/** The grants of one image as a line. `expansion` serves for all images. */
export function grantSummary(evidence: ImageEvidence, cells: UsageCells, moment: Moment, expansion: Expansion): GrantSummary {
  const { scope, imageId } = evidence;
  const grants = grantsOf(evidence, cells, moment, expansion);
  if (grants.state !== "known") {
    return { scope, imageId, isPublic: grants, entities: grants, unused: grants, notGranted: grants, mayBeGranted: grants, left: grants };
  }
  const { isPublic, quota, granted, ungranted } = grants.value;
  const unclear = granted.find(({ use }) => use === "unknown");
  const [missing] = whyMissing(evidence, cells, moment);
  const counted = (count: number): Count => {
    if (isPublic || missing === undefined) return known(count);
    const isSure = count > 0 && evidence.reports.state === "known" && evidence.entries.state === "known";
    return isSure ? { ...known(count), atLeast: { state: "not reported", why: missing } } : unknownUse(evidence, missing);
  };
  const countOf = (grant: UngrantedAccount["grant"]): Count => counted(ungranted.filter((account) => account.grant === grant).length);
  return {
    scope,
    imageId,
    isPublic: known(isPublic),
    entities: known(quota.entities),
    unused: unclear ? unknownUse(evidence, unclear.why ?? "") : known(granted.filter(({ use }) => use === "no use seen").length),
    notGranted: countOf("not granted"),
    mayBeGranted: countOf("may be granted"),
    left: known(quota.left),
  };
}

function unknownUse({ reports, entries }: ImageEvidence, why: string): Unknown {
  if (reports.state !== "known") return reports;
  return entries.state === "known" ? { state: "not reported", why } : entries;
}
