import "server-only";
import { readConfig } from "@/lib/config";
import { InvalidParameter, type ReadRequest } from "@/lib/read-request";
import type { Scope } from "@/lib/scope";
import { defaultRegion } from "./clients";
import { callerIdentity, isSampleData } from "./identity";

/** What `GET /api/scopes` answers: what is configured, not what turned out to be readable. */
export interface ConfiguredScopes {
  accounts: { id: string; name: string | null; arn: string }[];
  regions: string[];
  scopes: Scope[];
  /** Where the credentials come from. */
  credentials: "AWS SDK default chain";
  /** The rows are those of the embedded endpoint, not of AWS. */
  sampleData: boolean;
}

/** The server cannot tell which region to read. */
export class NoRegion extends Error {
  override readonly name = "NoRegion";

  constructor() {
    super("No region is configured: set LEDGER_REGIONS (us-east-1,eu-west-1) or AWS_REGION, or a region in the AWS profile.");
  }
}

/** @throws NoRegion */
export async function configuredScopes(): Promise<ConfiguredScopes> {
  const regions = await configuredRegions();
  const identity = await callerIdentity(regions[0]);
  const account = identity?.account ?? null;
  return {
    accounts: identity === null ? [] : [{ id: identity.account, name: null, arn: identity.arn }],
    regions: [...regions],
    scopes: regions.map((region) => ({ account, region })),
    credentials: "AWS SDK default chain",
    sampleData: isSampleData(identity),
  };
}

/** Whether the rows are invented. False where that cannot be found out: then there are none. */
export async function readsSampleData(): Promise<boolean> {
  const configured = await configuredScopes().catch(() => null);
  return configured?.sampleData ?? false;
}

/**
 * The scopes that a request is about.
 *
 * @throws InvalidParameter where it names a region or an account that is not configured, or asks one listing of several scopes.
 * @throws NoRegion
 */
export async function chosenScopes(request: ReadRequest): Promise<Scope[]> {
  const configured = await configuredRegions();
  const regions = chosenRegions(request, configured);
  checkSingleListing(request, regions);
  const account = (await callerIdentity(configured[0]))?.account ?? null;
  const foreign = request.accounts.find((id) => id !== account);
  if (foreign !== undefined) {
    throw new InvalidParameter("account", `account must be one that is configured (${account ?? "none is known"}), not ${foreign}.`);
  }
  return regions.map((region) => ({ account, region }));
}

function chosenRegions(request: ReadRequest, configured: readonly string[]): string[] {
  const unknown = request.regions.find((region) => !configured.includes(region));
  if (unknown !== undefined) {
    throw new InvalidParameter(
      "region",
      `region must be one that is configured (${configured.join(", ")}), not “${unknown.slice(0, 80)}”.`,
    );
  }
  const chosen = configured.filter((region) => request.regions.length === 0 || request.regions.includes(region));
  const arns = request.ids["license-configuration-arn"];
  if (arns === undefined) return chosen;
  const homeless = arns.find((arn) => !chosen.includes(arnRegion(arn)));
  if (homeless !== undefined) {
    throw new InvalidParameter(
      "license-configuration-arn",
      `${homeless} is in ${arnRegion(homeless)}, which is not among the regions to read (${chosen.join(", ")}).`,
    );
  }
  return chosen.filter((region) => arns.some((arn) => arnRegion(arn) === region));
}

/** The request for one scope: an ARN is asked for in its own region only. */
export function requestForScope(request: ReadRequest, scope: Scope): ReadRequest {
  const arns = request.ids["license-configuration-arn"];
  if (arns === undefined) return request;
  return { ...request, ids: { "license-configuration-arn": arns.filter((arn) => arnRegion(arn) === scope.region) } };
}

function checkSingleListing({ startingToken }: ReadRequest, regions: readonly string[]): void {
  if (startingToken !== null && regions.length !== 1) {
    throw new InvalidParameter(
      "starting-token",
      `starting-token needs exactly one scope, but ${regions.length} are chosen: add region=${regions[0]}.`,
    );
  }
}

const arnRegion = (arn: string): string => arn.split(":")[3] ?? "";

async function configuredRegions(): Promise<readonly [string, ...string[]]> {
  const [first, ...rest] = readConfig(process.env).regions;
  if (first !== undefined) return [first, ...rest];
  const region = await defaultRegion().catch(() => "");
  if (region === "") throw new NoRegion();
  return [region];
}
