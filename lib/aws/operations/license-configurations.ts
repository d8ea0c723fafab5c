import "server-only";
import {
  type LicenseConfiguration as AwsLicenseConfiguration,
  LicenseConfiguration$,
  ListLicenseConfigurationsCommand,
} from "@aws-sdk/client-license-manager";
import { readLicenseManagerListing } from "@/lib/aws/listing/license-manager-reader";
import type { Reader } from "@/lib/aws/listing/reader";
import { plainRow } from "@/lib/aws/sdk/plain";
import { type LicenseConfiguration, licenseConfigurations } from "@/lib/resources/license-configurations";

const toRow = plainRow<AwsLicenseConfiguration>(LicenseConfiguration$);

/** Reads ListLicenseConfigurations (License Manager API Reference). */
export const licenseConfigurationsReader: Reader<LicenseConfiguration> = {
  read(scope, request, signal) {
    const LicenseConfigurationArns = request.ids["license-configuration-arn"];
    return readLicenseManagerListing(licenseConfigurations, scope, request, signal, async (client, call, options) => {
      const input = { ...call, ...(LicenseConfigurationArns && { LicenseConfigurationArns: [...LicenseConfigurationArns] }) };
      const page = await client.send(new ListLicenseConfigurationsCommand(input), options);
      return { rows: (page.LicenseConfigurations ?? []).map(toRow), nextToken: page.NextToken };
    });
  },
  dryRun: null,
};
