import "server-only";
import {
  type LicenseOperationFailure as AwsFailure,
  LicenseOperationFailure$,
  ListFailuresForLicenseConfigurationOperationsCommand,
} from "@aws-sdk/client-license-manager";
import { plainRow } from "@/lib/aws/sdk/plain";
import { licenseConfigurationFailures } from "@/lib/resources/license-configuration-failures";
import { eachConfigurationReader } from "./each-license-configuration";

const toRow = plainRow<AwsFailure>(LicenseOperationFailure$);

/** Reads ListFailuresForLicenseConfigurationOperations (License Manager API Reference). */
export const licenseConfigurationFailuresReader = eachConfigurationReader(licenseConfigurationFailures, async (client, call, options) => {
  const page = await client.send(new ListFailuresForLicenseConfigurationOperationsCommand(call), options);
  return { rows: (page.LicenseOperationFailureList ?? []).map(toRow), nextToken: page.NextToken };
});
