import { type Count, type Known, known, type Unknown } from "@/lib/core/known";
import type { Scope } from "@/lib/core/scope";
import type { LaunchPermission } from "@/lib/resources/image-launch-permissions";
import { isAmount } from "./counting-entries";
import { type ImageEvidence, ownerOf } from "./image-evidence";
import { type AccountReferences, byAccount } from "./image-usage";
import { type Moment, missingUsage } from "./missing-evidence";
import { Expansion, type Organization } from "./organization";
import { type UsageCells, usageCells } from "./usage-cells";
import { ownUse, whyUseUnknown } from "./use-of-account";
import { describeMissing, UNNAMED_USERS } from "./words";

/** How many entities one image may be shared with in a Region, by AWS's default. An organization or a unit counts as one. */
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
  const users = usersOf(evidence, cells);
  return known({
    isPublic,
    organizations: arns.filter((arn) => arn.includes(":organization/")),
    units: arns.filter((arn) => arn.includes(":ou/")),
    granted: grantedAccounts(whyUseUnknown(evidence, cells, moment), through, users),
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

/** Accounts that are seen to use an image, most references first, and the owner with what its own account has. */
function usersOf(evidence: ImageEvidence, cells: UsageCells): Map<string | null, AccountReferences> {
  const used = cells.counts.filter(({ count }) => isAmount(count) && count > 0);
  const users = new Map(byAccount(used).map((references) => [references.account, references]));
  const own = ownUse(evidence, cells);
  if (own.account !== null && Object.keys(own.byType).length > 0) users.set(own.account, own);
  return users;
}

function grantedAccounts(
  whyUnknown: (account: string) => string | null,
  through: ReadonlyMap<string, readonly string[]>,
  users: ReadonlyMap<string | null, AccountReferences>,
): GrantedAccount[] {
  return [...through].map(([account, ways]): GrantedAccount => {
    const references = users.get(account) ?? null;
    if (references !== null) return { account, through: ways, use: "in use", references, why: null };
    const why = whyUnknown(account);
    return { account, through: ways, use: why === null ? "no use seen" : "unknown", references, why };
  });
}

function ungrantedAccounts(
  evidence: ImageEvidence,
  granted: ReadonlyMap<string, readonly string[]>,
  users: ReadonlyMap<string | null, AccountReferences>,
  mayBeThrough: (account: string) => string[],
): UngrantedAccount[] {
  const owner = ownerOf(evidence);
  return [...users].flatMap(([account, references]): UngrantedAccount[] => {
    if (account === null || granted.has(account) || account === owner) return []; // An owner needs no grant.
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
  const { isPublic, quota, granted, ungranted, notExpandable, notExpandableWhy } = grants.value;
  const unclear = granted.find(({ use }) => use === "unknown");
  const unused = granted.filter(({ use }) => use === "no use seen").length;
  const [fact] = missingUsage(evidence, cells, moment);
  const unnamed = cells.counts.some(({ account, count }) => account === null && count !== 0) ? UNNAMED_USERS : undefined;
  const missing = fact === undefined ? unnamed : describeMissing(fact).message;
  const counted = (count: number): Count => {
    if (isPublic || missing === undefined) return known(count);
    const isSure = evidence.reports.state === "known" && evidence.entries.state === "known";
    return isSure ? atLeast(count, { state: "not reported", why: missing }) : unknownUse(evidence, missing);
  };
  const countOf = (grant: UngrantedAccount["grant"]): Count => counted(ungranted.filter((account) => account.grant === grant).length);
  return {
    scope,
    imageId,
    isPublic: known(isPublic),
    entities: known(quota.entities),
    unused: unclear
      ? unknownUse(evidence, unclear.why ?? "")
      : notExpandable.length > 0
        ? atLeast(unused, { state: "not reported", why: notExpandableWhy ?? "" })
        : known(unused),
    notGranted: countOf("not granted"),
    mayBeGranted: countOf("may be granted"),
    left: known(quota.left),
  };
}

/** A number that there may be more of: not known at all where it would be zero. */
const atLeast = (count: number, why: Unknown): Count => (count > 0 ? { ...known(count), atLeast: why } : why);

function unknownUse({ reports, entries }: ImageEvidence, why: string): Unknown {
  if (reports.state !== "known") return reports;
  return entries.state === "known" ? { state: "not reported", why } : entries;
}
