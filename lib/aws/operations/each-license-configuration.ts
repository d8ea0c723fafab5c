import "server-only";
import type { LicenseManagerClient } from "@aws-sdk/client-license-manager";
import { type LicenseManagerCall, readLicenseManagerListing } from "@/lib/aws/listing/license-manager-reader";
import type { AwsPage } from "@/lib/aws/listing/listing";
import { type Batch, readEach } from "@/lib/aws/listing/read-each";
import type { Reader } from "@/lib/aws/listing/reader";
import type { ReadRequest } from "@/lib/core/read-request";
import type { Scope } from "@/lib/core/scope";
import type { Resource } from "@/lib/resources/resource";
import { licenseConfigurationsReader } from "./license-configurations";

/** The configuration of the request, which AWS's items do not repeat. */
interface OfConfiguration {
  licenseConfigurationArn: string;
}

interface ConfigurationCall extends LicenseManagerCall {
  LicenseConfigurationArn: string;
}

type ConfigurationFetch<Members> = (
  client: LicenseManagerClient,
  call: ConfigurationCall,
  options: { abortSignal: AbortSignal },
) => Promise<AwsPage<Members>>;

/** Configurations that are asked for at the same time. License Manager allows few calls a second. */
const CONFIGURATIONS_AT_ONCE = 4;

/**
 * The reader of an operation of License Manager that answers for one configuration at a time. Without a
 * configuration in the request, every one of the scope is asked for.
 */
export function eachConfigurationReader<Members extends object>(
  resource: Resource<OfConfiguration & Members>,
  fetch: ConfigurationFetch<Members>,
): Reader<OfConfiguration & Members> {
  return {
    read(scope, request, signal) {
      const readOne = (arn: string, own: AbortSignal) =>
        readLicenseManagerListing(resource, scope, request, own, async (client, call, options) => {
          const { rows, nextToken } = await fetch(client, { ...call, LicenseConfigurationArn: arn }, options);
          return { rows: rows.map((row) => ({ licenseConfigurationArn: arn, ...row })), nextToken };
        });
      async function* batches(): AsyncGenerator<Batch<OfConfiguration & Members>> {
        for await (const arns of configurationArns(scope, request, signal)) {
          yield { readers: arns.map((arn) => (own) => readOne(arn, own)), nextToken: null };
        }
      }
      return readEach(batches(), CONFIGURATIONS_AT_ONCE, signal);
    },
    dryRun: null,
  };
}

/** The configurations that are asked for, or all of the scope: 25 at most (License Manager User Guide, "Quotas"), and those shared with it. */
async function* configurationArns(scope: Scope, request: ReadRequest, signal: AbortSignal): AsyncGenerator<readonly string[]> {
  const chosen = request.ids["license-configuration-arn"];
  if (chosen !== undefined) {
    yield chosen;
    return;
  }
  for await (const page of licenseConfigurationsReader.read(scope, { ...request, filters: [], pageSize: null }, signal)) {
    yield (await page.rows()).flatMap(({ licenseConfigurationArn }) => licenseConfigurationArn ?? []);
  }
}
