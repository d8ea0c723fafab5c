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
import { licenseManagerClient } from "./clients";
import { licenseConfigurationsReader } from "./license-configurations";
import { readLicenseManagerListing } from "./license-manager-reader";
import type { Page } from "./listing";
import { plainRow } from "./plain";
import type { Reader } from "./reader";

const toRow = plainRow<LicenseConfigurationUsage>(LicenseConfigurationUsage$);

/**
 * Reads ListUsageForLicenseConfiguration (License Manager API Reference), which answers for one
 * configuration at a time. Without a configuration in the request, every one of the scope is asked for.
 * One that is refused (it may be another account's, shared) does not keep the others from being read,
 * but the scope then ends as failed.
 */
export const licenseUsageReader: Reader<LicenseUse> = {
  async *read(scope, request, signal) {
    let refused: unknown = null;
    for await (const arn of configurationArns(scope, request, signal)) {
      try {
        yield* readUsage(scope, arn, request, signal);
      } catch (error) {
        const { kind } = toScopeError(error);
        if (kind !== "denied" && kind !== "invalid") throw error;
        refused ??= error;
      }
    }
    if (refused !== null) throw refused;
  },
  dryRun: null,
};

async function* configurationArns(scope: Scope, request: ReadRequest, signal: AbortSignal): AsyncGenerator<string> {
  const chosen = request.ids["license-configuration-arn"];
  if (chosen !== undefined) {
    yield* chosen;
    return;
  }
  const all = { ...request, filters: [], pageSize: null };
  for await (const { rows } of licenseConfigurationsReader.read(scope, all, signal)) {
    for (const { licenseConfigurationArn } of rows) if (licenseConfigurationArn !== null) yield licenseConfigurationArn;
  }
}

function readUsage(scope: Scope, arn: string, request: ReadRequest, signal: AbortSignal): AsyncGenerator<Page<LicenseUse>> {
  const client = licenseManagerClient(scope.region);
  return readLicenseManagerListing(
    async (call, options) => {
      const input = { ...call, LicenseConfigurationArn: arn };
      const page = await client.send(new ListUsageForLicenseConfigurationCommand(input), options);
      const rows = (page.LicenseConfigurationUsageList ?? []).map((use) => ({ licenseConfigurationArn: arn, ...toRow(use) }));
      return { rows, nextToken: page.NextToken };
    },
    request,
    licenseUsage.identity,
    signal,
  );
}
