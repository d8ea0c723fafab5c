import "server-only";
import { InvalidParameter } from "@/lib/core/invalid-parameter";
import type { ReadRequest } from "@/lib/core/read-request";
import type { Scope } from "@/lib/core/scope";
import { type AccountToRead, configuredAccounts, regionsOf } from "./scopes";

/** A scope that is to be read, or that is known to fail. */
export interface ChosenScope {
  scope: Scope;
  /** The request of this scope, with the ARNs of its own region only. */
  request: ReadRequest;
  /** Why it cannot be read: what was thrown when the regions of its account were to be found out. */
  refusal: unknown;
}

const ARNS = "license-configuration-arn";

/**
 * The scopes that a request is about.
 *
 * @throws InvalidParameter where it names a region or an account that is not configured, or asks one listing of several scopes.
 * @throws NoRegion
 */
export async function chosenScopes(request: ReadRequest): Promise<ChosenScope[]> {
  const configured = await configuredAccounts();
  const regions = chosenRegions(request, regionsOf(configured));
  const all = chosenAccounts(request, configured).flatMap((account) => scopesOf(account, regions));
  if (all.length === 0) {
    const asked = request.regions.join(" or ");
    throw new InvalidParameter("region", `region must be one that a chosen account has enabled, not ${asked}.`);
  }
  const chosen = all.map((one) => ({ ...one, request: requestForScope(request, one, all) })).filter((one) => isAsked(request, one));
  checkSingleListing(request, chosen);
  return chosen;
}

type AccountScope = Omit<ChosenScope, "request">;

/** Where the regions of an account are not known, those that are asked for are what it fails in. */
function scopesOf({ id: account, regions: its, refusal }: AccountToRead, { wanted, named }: Regions): AccountScope[] {
  const regions = refusal !== null && named ? wanted : its.filter((region) => wanted.includes(region));
  return regions.map((region) => ({ scope: { account, region }, refusal }));
}

function chosenAccounts({ accounts }: ReadRequest, configured: readonly AccountToRead[]): readonly AccountToRead[] {
  const foreign = accounts.find((id) => !configured.some((account) => account.id === id));
  if (foreign !== undefined) {
    const known = configured.flatMap(({ id }) => id ?? []).join(", ");
    throw new InvalidParameter("account", `account must be one that is configured (${known || "none is known"}), not ${foreign}.`);
  }
  return configured.filter(({ id }) => accounts.length === 0 || (id !== null && accounts.includes(id)));
}

interface Regions {
  wanted: readonly string[];
  /** Whether the request names them, rather than taking all. */
  named: boolean;
}

function chosenRegions(request: ReadRequest, configured: readonly string[]): Regions {
  const unknown = request.regions.find((region) => !configured.includes(region));
  if (unknown !== undefined) {
    throw new InvalidParameter(
      "region",
      `region must be one that is configured (${configured.join(", ")}), not “${unknown.slice(0, 80)}”.`,
    );
  }
  const named = request.regions.length > 0;
  const chosen = named ? configured.filter((region) => request.regions.includes(region)) : configured;
  const arns = request.ids[ARNS];
  if (arns === undefined) return { wanted: chosen, named };
  const homeless = arns.find((arn) => !chosen.includes(arnParts(arn).region));
  if (homeless !== undefined) {
    throw new InvalidParameter(
      ARNS,
      `${homeless} is in ${arnParts(homeless).region}, which is not among the regions to read (${chosen.join(", ")}).`,
    );
  }
  return { wanted: chosen.filter((region) => arns.some((arn) => arnParts(arn).region === region)), named: true };
}

/**
 * An ARN is asked for in its own region, by the account that owns it. Where that account is not read, the
 * configuration may be shared with those that are, so all of them ask.
 */
function requestForScope(request: ReadRequest, { scope }: AccountScope, all: readonly AccountScope[]): ReadRequest {
  const arns = request.ids[ARNS];
  if (arns === undefined) return request;
  const ofScope = arns.filter((arn) => {
    const { region, account } = arnParts(arn);
    if (region !== scope.region) return false;
    return account === scope.account || !all.some((other) => other.scope.account === account && other.scope.region === region);
  });
  return { ...request, ids: { ...request.ids, [ARNS]: ofScope } };
}

const isAsked = ({ ids }: ReadRequest, { request }: ChosenScope): boolean => ids[ARNS] === undefined || request.ids[ARNS]?.length !== 0;

function checkSingleListing({ startingToken }: ReadRequest, scopes: readonly ChosenScope[]): void {
  const [first] = scopes;
  if (startingToken === null || scopes.length === 1 || first === undefined) return;
  const { account, region } = first.scope;
  const narrower = account === null ? `region=${region}` : `account=${account}&region=${region}`;
  throw new InvalidParameter("starting-token", `starting-token needs exactly one scope, but ${scopes.length} are chosen: add ${narrower}.`);
}

function arnParts(arn: string): { region: string; account: string } {
  const [, , , region = "", account = ""] = arn.split(":");
  return { region, account };
}
