import "server-only";
import { EC2Client } from "@aws-sdk/client-ec2";
import { LicenseManagerClient } from "@aws-sdk/client-license-manager";
import { STSClient } from "@aws-sdk/client-sts";
import { ExactEc2Protocol } from "./ec2-xml";
import { LedgerRetryStrategy } from "./retry-strategy";
import { retryThrottling } from "./retry-throttling";

/** Per attempt. A page of AWS takes well under a second, so one that takes this long is not coming. */
const PATIENCE_MS = 15_000;

const settings = () => ({
  retryStrategy: new LedgerRetryStrategy(),
  requestHandler: { connectionTimeout: 3_000, requestTimeout: PATIENCE_MS, socketTimeout: PATIENCE_MS, throwOnRequestTimeout: true },
});

/** The client of EC2 in a region, with the credentials of the SDK's default chain. */
export const ec2Client = perRegion((region) => new EC2Client({ region, protocol: ExactEc2Protocol, ...settings() }));

/** The region of the environment or the AWS profile. Rejects where there is none. */
export const defaultRegion = (): Promise<string> => new EC2Client({}).config.region();

/** The client of License Manager in a region. The SDK does not know its throttling error; this one does. */
export const licenseManagerClient = perRegion((region) => {
  const client = new LicenseManagerClient({ region, ...settings() });
  client.middlewareStack.use(retryThrottling);
  return client;
});

/** The client that asks whose credentials these are. It must not hold up a page: two tries, two seconds each. */
export const stsClient = perRegion(
  (region) =>
    new STSClient({
      region,
      maxAttempts: 2,
      requestHandler: { connectionTimeout: 1_000, requestTimeout: 2_000, throwOnRequestTimeout: true },
    }),
);

/** A client keeps connections and credentials, so a region has one for the life of the process. */
function perRegion<Client>(create: (region: string) => Client): (region: string) => Client {
  const clients = new Map<string, Client>();
  return (region) => {
    const client = clients.get(region) ?? create(region);
    clients.set(region, client);
    return client;
  };
}
