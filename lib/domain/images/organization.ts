import type { Known, Unknown } from "@/lib/core/known";
import type { ScopeError } from "@/lib/core/row-events";

/** An account, and where it stands in the organization. */
export interface LocatedAccount {
  /** 12 digits. */
  account: string;
  /** `o-…/r-…/ou-…/ou-…/111122223333/`: where it is, from the root down. */
  paths: readonly string[];
  /** `arn:…:account/o-…/111122223333`. */
  arn: string | null;
}

/** Every account of the organization, or why it could not be read. */
export type Organization = Known<readonly LocatedAccount[]>;

/** Why the organization is not known, as AWS or the way there has it. */
export function unknownOrganization({ kind, code, message }: Partial<ScopeError>): Unknown {
  const withCode = code === undefined ? "" : ` (${code})`;
  if (kind === "denied") return { state: "not permitted", why: `AWS refuses to list the organization’s accounts${withCode}.` };
  return { state: "failed", why: `The organization could not be read: ${message ?? "there was no answer"}${withCode}` };
}

/** Which accounts are in an organization or a unit, as far as Organizations could be read. */
export class Expansion {
  /** Why one could not be expanded. */
  readonly why: string;
  private readonly accounts: readonly LocatedAccount[];
  private readonly organizationOf: ReadonlyMap<string, string>;
  private readonly hasAllPaths: boolean;
  private readonly found = new Map<string, readonly string[]>();

  constructor(organization: Organization) {
    this.accounts = organization.state === "known" ? organization.value : [];
    this.why = organization.state === "known" ? "It is another organization, or AWS did not say where each account is." : organization.why;
    this.organizationOf = new Map(this.accounts.flatMap((account) => organizationIdOf(account) ?? []));
    this.hasAllPaths = this.accounts.every(({ paths }) => paths.length > 0);
  }

  /** Accounts that are known to be in it. */
  accountsIn(arn: string): readonly string[] {
    const before = this.found.get(arn);
    if (before !== undefined) return before;
    const { organization, unit } = partsOf(arn);
    const accounts = this.accounts
      .filter(({ account }) => organization !== null && this.organizationOf.get(account) === organization)
      .filter(({ paths }) => unit === null || paths.some((path) => path.split("/").includes(unit)))
      .map(({ account }) => account);
    this.found.set(arn, accounts);
    return accounts;
  }

  /** Whether those are all. */
  isWhole(arn: string): boolean {
    const { organization, unit } = partsOf(arn);
    if (organization === null || ![...this.organizationOf.values()].includes(organization)) return false;
    return unit === null || this.hasAllPaths;
  }

  /** Those of the ARNs that an account may be in. One that is known to be in another organization is not. */
  through(account: string, arns: readonly string[]): string[] {
    const own = this.organizationOf.get(account);
    return arns.filter((arn) => own === undefined || (partsOf(arn).organization ?? own) === own);
  }
}

function organizationIdOf({ account, paths, arn }: LocatedAccount): [string, string][] | null {
  const id = paths[0]?.split("/")[0] || arn?.split(":account/")[1]?.split("/")[0];
  return id ? [[account, id]] : null;
}

/** `…:organization/o-…` and `…:ou/o-…/ou-…`. No organization: it is neither. */
function partsOf(arn: string): { organization: string | null; unit: string | null } {
  const [, organization = null] = /:organization\/([^/]+)$/.exec(arn) ?? [];
  if (organization !== null) return { organization, unit: null };
  const [, ofUnit = null, unit = null] = /:ou\/([^/]+)\/([^/]+)$/.exec(arn) ?? [];
  return { organization: ofUnit, unit };
}
