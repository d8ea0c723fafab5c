import "server-only";
import { DescribeRegionsCommand } from "@aws-sdk/client-ec2";
import { ListAccountsCommand } from "@aws-sdk/client-organizations";
import { callerIdentity } from "@/lib/aws/accounts/identity";
import { interleave } from "@/lib/aws/listing/interleave";
import type { Reader } from "@/lib/aws/listing/reader";
import { RowPage } from "@/lib/aws/listing/row-page";
import { toScopeError } from "@/lib/aws/sdk/aws-errors";
import { callAws } from "@/lib/aws/sdk/call-aws";
import { hastyEc2Client, organizationsClient } from "@/lib/aws/sdk/clients";
import { credentialsFor } from "@/lib/aws/sdk/credentials";
import { defaultRegion } from "@/lib/aws/sdk/default-region";
import { awsSettings } from "@/lib/aws/sdk/settings";
import type { ReadRequest } from "@/lib/core/read-request";
import type { Scope } from "@/lib/core/scope";
import { AWS_RESOURCES, type AwsResource } from "@/lib/resources/aws-resources";
import { CALLED_BY_AWS } from "@/lib/resources/iam-policy";
import { images } from "@/lib/resources/images";
import { licenseConfigurations } from "@/lib/resources/license-configurations";
import { ACCOUNT_NAMES_CHECK, type CheckedAction, checkOf, type PermissionCheck, REGIONS_CHECK } from "@/lib/resources/permission-checks";
import { AWS_OPERATIONS } from "./aws-operations";
import { imagesReader } from "./images";
import { licenseConfigurationsReader } from "./license-configurations";

type Checks = (signal: AbortSignal) => AsyncGenerator<PermissionCheck>;
type Ask = (signal: AbortSignal) => Promise<unknown>;

/**
 * Asks AWS what a scope may: by dry runs of EC2, and by reading one row where there are none (License
 * Manager), where the row is needed for further questions, or where a dry run would not tell. Where the
 * account's role cannot be entered the scope fails, as it does on every page.
 */
export const permissionChecksReader: Reader<PermissionCheck> = {
  async *read(scope, request, signal) {
    await credentialsFor(scope.account)();
    const checks = [
      ...aloneChecks(scope, request),
      imageChecks(scope, request),
      licenseChecks(scope, request),
      ...(await homeChecks(scope)),
    ];
    for await (const check of interleave(checks, checks.length, signal)) yield new RowPage([check]);
  },
  dryRun: null,
};

const isAskedOf = (parameter: string) => (resource: AwsResource) => resource.oneListing?.parameter === parameter;

/** Resources that need an image or a license configuration, and all others but these two lists. */
const OF_AN_IMAGE = AWS_RESOURCES.filter(isAskedOf("image-id"));
const OF_A_CONFIGURATION = AWS_RESOURCES.filter(isAskedOf("license-configuration-arn"));
const NOT_ALONE: readonly string[] = [...OF_AN_IMAGE, ...OF_A_CONFIGURATION, images, licenseConfigurations].map(({ path }) => path);
const ALONE = AWS_RESOURCES.filter(({ path }) => !NOT_ALONE.includes(path));

function aloneChecks(scope: Scope, request: ReadRequest): Checks[] {
  return ALONE.map((resource) => single(checkOf(resource), (signal) => ask(resource, scope, request, signal)));
}

/** A dry run, where there is one and it would tell; else a reading of as few rows as AWS gives. */
async function ask({ path, actions, minPageSize = 1 }: AwsResource, scope: Scope, request: ReadRequest, signal: AbortSignal) {
  const { dryRun, read } = AWS_OPERATIONS[path].reader;
  if (dryRun !== null && actions[0] !== CALLED_BY_AWS.for) await dryRun(scope, request, signal);
  else await drained(read(scope, { ...request, maxItems: minPageSize }, signal));
}

/** Operations that need an image are checked with the first. */
function imageChecks(scope: Scope, request: ReadRequest): Checks {
  return async function* (signal) {
    const one = { ...request, maxItems: 1 };
    const { check, id } = await firstOf(checkOf(images), signal, imagesReader.read(scope, one, signal), ({ imageId }) => imageId);
    yield check;
    for (const resource of OF_AN_IMAGE) {
      if (id === null) yield notAsked(checkOf(resource), noneToAskAbout(check, "an image"));
      else yield await answered(checkOf(resource), signal, () => ask(resource, scope, { ...request, ids: { "image-id": [id] } }, signal));
    }
  };
}

/** Operations that need a license configuration are checked with the first. */
function licenseChecks(scope: Scope, request: ReadRequest): Checks {
  return async function* (signal) {
    const configurations = licenseConfigurationsReader.read(scope, { ...request, maxItems: 1 }, signal);
    const arnOf = (row: { licenseConfigurationArn: string | null }) => row.licenseConfigurationArn;
    const { check, id } = await firstOf(checkOf(licenseConfigurations), signal, configurations, arnOf);
    yield check;
    for (const resource of OF_A_CONFIGURATION) {
      if (id === null) {
        yield notAsked(checkOf(resource), noneToAskAbout(check, "a license configuration"));
        continue;
      }
      const ofFirst = { ...request, ids: { "license-configuration-arn": [id] } };
      yield ofOwner(await answered(checkOf(resource), signal, () => ask(resource, scope, ofFirst, signal)), id, scope);
    }
  };
}

/** A check with another account's configuration proves nothing about this account's own. */
function ofOwner(check: PermissionCheck, arn: string, scope: Scope): PermissionCheck {
  const owner = arn.split(":")[4];
  if (check.state !== "denied" || owner === scope.account) return check;
  return { ...check, state: "not known", message: `Account ${owner} shares the configuration that was asked for. ${check.message ?? ""}` };
}

/** A check by reading one row, and what that row is called. */
async function firstOf<Row>(
  action: CheckedAction,
  signal: AbortSignal,
  pages: AsyncGenerator<RowPage<Row>>,
  idOf: (row: Row) => string | null,
): Promise<{ check: PermissionCheck; id: string | null }> {
  const ids: string[] = [];
  const check = await answered(action, signal, async () => {
    for await (const page of pages) ids.push(...(await page.rows()).flatMap((row) => idOf(row) ?? []));
  });
  return { check, id: ids[0] ?? null };
}

const noneToAskAbout = ({ state }: PermissionCheck, thing: string): string =>
  state === "allowed"
    ? `AWS answers this only for ${thing}, and there is none here.`
    : `AWS answers this only for ${thing}, and those could not be listed.`;

/** Checks made once an account, in its home region. */
async function homeChecks(scope: Scope): Promise<Checks[]> {
  if (scope.region !== (await defaultRegion())) return [];
  const checks: Checks[] = [];
  if (awsSettings().regions === "all") {
    checks.push(
      single(REGIONS_CHECK, (signal) =>
        callAws(
          { scope, service: "ec2", operation: REGIONS_CHECK.operation },
          (abortSignal) => hastyEc2Client(scope).send(new DescribeRegionsCommand({ DryRun: true }), { abortSignal }),
          signal,
        ),
      ),
    );
  }
  if (scope.account === ((await callerIdentity())?.account ?? null)) checks.push(single(ACCOUNT_NAMES_CHECK, listOneAccount));
  return checks;
}

/** Asked with the server's own credentials, even where its account has a role as well. */
async function listOneAccount(abortSignal: AbortSignal): Promise<void> {
  const client = organizationsClient({ account: null, region: await defaultRegion() });
  await client.send(new ListAccountsCommand({ MaxResults: 1 }), { abortSignal });
}

function single(action: CheckedAction, ask: Ask): Checks {
  return async function* (signal) {
    yield await answered(action, signal, () => ask(signal));
  };
}

/** What a role is entered with again where its session has run out. If that is refused, nothing was said of the action. */
const ENTER = "sts:AssumeRole";

/** AWS's answer as a check. Throws only the abort reason, and the refusal to assume the role. */
async function answered(action: CheckedAction, signal: AbortSignal, ask: () => Promise<unknown>): Promise<PermissionCheck> {
  try {
    await ask();
    return { ...action, state: "allowed", kind: null, code: null, message: null, requestId: null };
  } catch (error) {
    signal.throwIfAborted();
    const { kind, code, message, requestId } = toScopeError(error);
    if (kind === "denied" && message.includes(ENTER)) throw error;
    if (code === "DryRunOperation") return { ...action, state: "allowed", kind: null, code, message, requestId };
    if (kind !== "denied") return { ...action, state: "not known", kind, code, message, requestId };
    return { ...action, state: "denied", kind, code, message: consequence(action) + message, requestId };
  }
}

/** Consequences of a refusal that AWS's message does not name, by action. */
const CONSEQUENCES: Readonly<Record<string, string>> = {
  [ACCOUNT_NAMES_CHECK.action]: "Names of accounts are then not shown. Who is in an organizational unit is then not known. ",
  [CALLED_BY_AWS.for]: `AWS calls others to answer it, which must be allowed as well: ${CALLED_BY_AWS.actions.join(", ")}. `,
};

const consequence = ({ action }: CheckedAction): string => CONSEQUENCES[action] ?? "";

const notAsked = (action: CheckedAction, message: string): PermissionCheck => ({
  ...action,
  state: "not known",
  kind: null,
  code: null,
  message,
  requestId: null,
});

async function drained(pages: AsyncGenerator<unknown>): Promise<void> {
  for await (const _ of pages) {
    // Only whether it may be read is of interest.
  }
}
