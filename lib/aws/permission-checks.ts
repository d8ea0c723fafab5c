import "server-only";
import { DescribeRegionsCommand } from "@aws-sdk/client-ec2";
import { ListAccountsCommand } from "@aws-sdk/client-organizations";
import { readConfig } from "@/lib/config";
import type { ReadRequest } from "@/lib/read-request";
import { CHECKED, type CheckedAction, type PermissionCheck } from "@/lib/resources/permission-checks";
import type { Scope } from "@/lib/scope";
import { toScopeError } from "./aws-errors";
import { callAws } from "./call-aws";
import { hastyEc2Client, organizationsClient } from "./clients";
import { credentialsOf } from "./credentials";
import { defaultRegion } from "./default-region";
import { fastLaunchImagesReader } from "./fast-launch-images";
import { callerIdentity } from "./identity";
import { imageUsageReportEntriesReader } from "./image-usage-report-entries";
import { imageUsageReportsReader } from "./image-usage-reports";
import { importImageTasksReader } from "./import-image-tasks";
import { interleave } from "./interleave";
import { licenseConfigurationsReader } from "./license-configurations";
import { licenseUsageReader } from "./license-usage";
import type { Reader } from "./reader";
import { RowPage } from "./row-page";

type Checks = (signal: AbortSignal) => AsyncGenerator<PermissionCheck>;
type Ask = (signal: AbortSignal) => Promise<unknown>;

/**
 * Asks AWS what a scope may: EC2 by dry runs, License Manager, which has none, by reading one row. Where
 * the account's role cannot be entered the scope fails, as it does on every page.
 */
export const permissionChecksReader: Reader<PermissionCheck> = {
  async *read(scope, request, signal) {
    await credentialsOf(scope.account)();
    const checks = [...ec2Checks(scope, request), licenseChecks(scope, request), ...(await homeChecks(scope))];
    for await (const check of interleave(checks, checks.length, signal)) yield new RowPage([check]);
  },
  dryRun: null,
};

const EC2 = [
  [CHECKED.imageUsageReports, imageUsageReportsReader],
  [CHECKED.imageUsageReportEntries, imageUsageReportEntriesReader],
  [CHECKED.fastLaunchImages, fastLaunchImagesReader],
  [CHECKED.importImageTasks, importImageTasksReader],
] as const;

function ec2Checks(scope: Scope, request: ReadRequest): Checks[] {
  return EC2.map(([action, { dryRun }]) => single(action, async (signal) => dryRun?.(scope, request, signal)));
}

/** Use is told for one configuration at a time, so that of the first is asked for. */
function licenseChecks(scope: Scope, request: ReadRequest): Checks {
  return async function* (signal) {
    let arn: string | null = null;
    const configurations = await answered(CHECKED.licenseConfigurations, signal, async () => {
      for await (const page of licenseConfigurationsReader.read(scope, { ...request, maxItems: 1 }, signal)) {
        arn ??= (await page.rows())[0]?.licenseConfigurationArn ?? null;
      }
    });
    yield configurations;
    yield await usageCheck(scope, request, { arn, areListed: configurations.state === "allowed" }, signal);
  };
}

async function usageCheck(
  scope: Scope,
  request: ReadRequest,
  { arn, areListed }: { arn: string | null; areListed: boolean },
  signal: AbortSignal,
): Promise<PermissionCheck> {
  if (arn === null) {
    const reason = areListed
      ? "AWS answers this only for a license configuration, and there is none here."
      : "AWS answers this only for a license configuration, and those could not be listed.";
    return notAsked(CHECKED.licenseUsage, reason);
  }
  const ids = { "license-configuration-arn": [arn] };
  const check = await answered(CHECKED.licenseUsage, signal, () =>
    drained(licenseUsageReader.read(scope, { ...request, ids, maxItems: 1 }, signal)),
  );
  const owner = arn.split(":")[4];
  if (check.state !== "denied" || owner === scope.account) return check;
  return { ...check, state: "not known", message: `Account ${owner} shares the configuration that was asked for. ${check.message ?? ""}` };
}

/** What the server asks of an account only once, where it has its home. */
async function homeChecks(scope: Scope): Promise<Checks[]> {
  if (scope.region !== (await defaultRegion())) return [];
  const checks: Checks[] = [];
  if (readConfig(process.env).regions === "all") {
    checks.push(
      single(CHECKED.regions, (signal) =>
        callAws(
          { scope, service: "ec2", operation: CHECKED.regions.operation },
          (abortSignal) => hastyEc2Client(scope).send(new DescribeRegionsCommand({ DryRun: true }), { abortSignal }),
          signal,
        ),
      ),
    );
  }
  if (scope.account === ((await callerIdentity())?.account ?? null)) checks.push(single(CHECKED.accountNames, listOneAccount));
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

/** What AWS answered, as a check. Throws only what the signal was aborted with, and the refusal to enter the role. */
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

const consequence = ({ required }: CheckedAction): string => (required ? "" : "Names of accounts are then not shown. ");

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
