import "server-only";
import { EC2Client } from "@aws-sdk/client-ec2";
import { LicenseManagerClient } from "@aws-sdk/client-license-manager";
import { OrganizationsClient } from "@aws-sdk/client-organizations";
import { STSClient } from "@aws-sdk/client-sts";
import { type Scope, scopeKey } from "@/lib/core/scope";
import { credentialsFor } from "./credentials";
import { Ec2Protocol } from "./ec2-protocol";
import { StrictJsonProtocol } from "./json-protocol";
import { type Observable, observeCalls } from "./observe-calls";
import { StrictQueryProtocol } from "./query-protocol";
import { requestHandler } from "./request-handler";
import { LedgerRetryStrategy } from "./retry-strategy";
import { awsSettings } from "./settings";

/** A page of AWS takes well under a second, so an attempt that takes `callMs` is not coming. */
const settings = ({ account, region }: Scope) => {
  const { callMs } = awsSettings();
  return {
    region,
    credentials: credentialsFor(account),
    retryStrategy: new LedgerRetryStrategy(),
    requestHandler: requestHandler({ connectionTimeout: 3_000, requestTimeout: callMs, socketTimeout: callMs }),
  };
};

/** For questions beside the rows. They must not hold up a page: two tries, two seconds each. */
const hasty = ({ account, region }: Scope) => ({
  region,
  credentials: credentialsFor(account),
  maxAttempts: 2,
  requestHandler: requestHandler({ connectionTimeout: 1_000, requestTimeout: 2_000 }),
});

/** The client of EC2 for an account in a region. */
export const ec2Client = perScope("ec2", (scope) => new EC2Client({ protocol: Ec2Protocol, ...settings(scope) }));

export const licenseManagerClient = perScope(
  "license-manager",
  (scope) => new LicenseManagerClient({ protocol: StrictJsonProtocol, ...settings(scope) }),
);

export const stsClient = perScope("sts", (scope) => new STSClient({ protocol: StrictQueryProtocol, ...hasty(scope) }));

export const hastyEc2Client = perScope("ec2", (scope) => new EC2Client({ protocol: Ec2Protocol, ...hasty(scope) }));

/** Organizations is global; the region says in which partition. */
export const organizationsClient = perScope(
  "organizations",
  (scope) => new OrganizationsClient({ protocol: StrictJsonProtocol, ...hasty(scope) }),
);

/** A client keeps connections, so a scope has one for the life of the process. */
function perScope<Input extends object, Output extends object, Client extends Observable<Input, Output>>(
  service: string,
  create: (scope: Scope) => Client & Observable<Input, Output>,
): (scope: Scope) => Client {
  const clients = new Map<string, Client>();
  return (scope) => {
    const key = scopeKey(scope);
    const client = clients.get(key) ?? observeCalls<Input, Output, Client>(create(scope), service, scope);
    clients.set(key, client);
    return client;
  };
}
