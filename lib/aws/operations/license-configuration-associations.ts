import "server-only";
import {
  type LicenseConfigurationAssociation as AwsAssociation,
  LicenseConfigurationAssociation$,
  ListAssociationsForLicenseConfigurationCommand,
} from "@aws-sdk/client-license-manager";
import { plainRow } from "@/lib/aws/sdk/plain";
import { licenseConfigurationAssociations } from "@/lib/resources/license-configuration-associations";
import { eachConfigurationReader } from "./each-license-configuration";

const toRow = plainRow<AwsAssociation>(LicenseConfigurationAssociation$);

/** Reads ListAssociationsForLicenseConfiguration (License Manager API Reference). */
export const licenseConfigurationAssociationsReader = eachConfigurationReader(
  licenseConfigurationAssociations,
  async (client, call, options) => {
    const page = await client.send(new ListAssociationsForLicenseConfigurationCommand(call), options);
    return { rows: (page.LicenseConfigurationAssociations ?? []).map(toRow), nextToken: page.NextToken };
  },
);
