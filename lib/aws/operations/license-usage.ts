import "server-only";
import {
  type LicenseConfigurationUsage,
  LicenseConfigurationUsage$,
  ListUsageForLicenseConfigurationCommand,
} from "@aws-sdk/client-license-manager";
import { plainRow } from "@/lib/aws/sdk/plain";
import { licenseUsage } from "@/lib/resources/license-usage";
import { eachConfigurationReader } from "./each-license-configuration";

const toRow = plainRow<LicenseConfigurationUsage>(LicenseConfigurationUsage$);

/** Reads ListUsageForLicenseConfiguration (License Manager API Reference). */
export const licenseUsageReader = eachConfigurationReader(licenseUsage, async (client, call, options) => {
  const page = await client.send(new ListUsageForLicenseConfigurationCommand(call), options);
  return { rows: (page.LicenseConfigurationUsageList ?? []).map(toRow), nextToken: page.NextToken };
});
