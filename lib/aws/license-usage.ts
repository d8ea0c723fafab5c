import "server-only";
import {
  type LicenseConfigurationUsage,
  LicenseConfigurationUsage$,
  ListUsageForLicenseConfigurationCommand,
} from "@aws-sdk/client-license-manager";
import type { ReadRequest } from "@/lib/read-request";
import { type LicenseUse, licenseUsage } from "@/lib/resources/license-usage";
import type { Scope } from "@/lib/scope";
import { toScopeError } from "./aws-errors";
import { interleave } from "./interleave";
import { licenseConfigurationsReader } from "./license-configurations";
import { readLicenseManagerListing } from "./license-manager-reader";
import { plainRow } from "./plain";
import type { Reader } from "./reader";
import type { RowPage } from "./row-page";

const toRow = plainRow<LicenseConfigurationUsage>(LicenseConfigurationUsage$);

/** Configurations that are asked for at the same time. License Manager allows few calls a second. */
const CONFIGURATIONS_AT_ONCE = 4;

/**
 * Reads ListUsageForLicenseConfiguration (License Manager API Reference), which answers for one
 * configuration at a time. Without a configuration in the request, every one of the scope is asked for.
 * One that is refused (it may be another account's, shared) does not keep the others from being read,
 * but the scope then ends as failed.
 */
export const licenseUsageReader: Reader<LicenseUse> = {
  async *read(scope, request, signal) {
    let refused: unknown = null;
    const readOne = async function* (arn: string, own: AbortSignal): AsyncGenerator<RowPage<LicenseUse>> {
      try {
        yield* readUsage(scope, arn, request, own);
      } catch (error) {
        const { kind } = toScopeError(error);
        if (kind !== "denied" && kind !== "invalid") throw error;
        refused ??= error;
      }
    };
    const arns: string[] = [];
    try {
      for await (const arn of configurationArns(scope, request, signal)) arns.push(arn);
    } catch (error) {
      // Those that are known are read nevertheless: what is true of them stays true.
      refused = error;
    }
    yield* interleave(
      arns.map((arn) => (own) => readOne(arn, own)),
      CONFIGURATIONS_AT_ONCE,
      signal,
    );
    if (refused !== null) throw refused;
  },
  dryRun: null,
};

/** The configurations that are asked for, or all of the scope: 25 at most (License Manager User Guide, "Quotas"), and those shared with it. */
async function* configurationArns(scope: Scope, request: ReadRequest, signal: AbortSignal): AsyncGenerator<string> {
  const chosen = request.ids["license-configuration-arn"];
  if (chosen !== undefined) {
    yield* chosen;
    return;
  }
  for await (const page of licenseConfigurationsReader.read(scope, { ...request, filters: [], pageSize: null }, signal)) {
    for (const { licenseConfigurationArn } of await page.rows()) if (licenseConfigurationArn !== null) yield licenseConfigurationArn;
  }
}

function readUsage(scope: Scope, arn: string, request: ReadRequest, signal: AbortSignal): AsyncGenerator<RowPage<LicenseUse>> {
  return readLicenseManagerListing(licenseUsage, scope, request, signal, async (client, call, options) => {
    const page = await client.send(new ListUsageForLicenseConfigurationCommand({ ...call, LicenseConfigurationArn: arn }), options);
    const rows = (page.LicenseConfigurationUsageList ?? []).map((use) => ({ licenseConfigurationArn: arn, ...toRow(use) }));
    return { rows, nextToken: page.NextToken };
  });
}
