import { EC2Client } from "@aws-sdk/client-ec2";
import { LicenseManagerClient } from "@aws-sdk/client-license-manager";
import { OrganizationsClient } from "@aws-sdk/client-organizations";
import { AssumeRoleCommand, type AssumeRoleRequest, STSClient } from "@aws-sdk/client-sts";
import { onTestFinished } from "vitest";
import type { Conditions } from "./conditions";
import { type Emulator, startEmulator } from "./server";
import { emptyRegion, type RegionWorld, type World } from "./world";

/** A world of one region, us-east-1, that holds what a test is about. */
export function worldOf(region: Partial<RegionWorld>): World {
  return {
    account: "111122223333",
    arn: "arn:aws:sts::111122223333:assumed-role/reader/session",
    regions: { "us-east-1": { ...emptyRegion(), ...region } },
  };
}

interface Keys {
  accessKeyId: string;
  secretAccessKey: string;
  sessionToken?: string;
}

/** Keys that no role gave: they are the base account's. */
const BASE_KEYS: Keys = { accessKeyId: "AKIAEXAMPLE", secretAccessKey: "example" };

/** The real SDK clients against an emulator that ends with the test. */
export async function setup(world: World, conditions: Conditions = {}) {
  const emulator = await startEmulator({ world, ...conditions });
  onTestFinished(() => emulator.close());
  return { emulator, ...clients(emulator) };
}

/** The real SDK clients, without retries: a test wants to see every failure. */
export function clients(emulator: Pick<Emulator, "url">, region = "us-east-1", credentials: Keys = BASE_KEYS) {
  const options = {
    endpoint: emulator.url,
    region,
    credentials,
    maxAttempts: 1,
  };
  return {
    ec2: new EC2Client(options),
    licenseManager: new LicenseManagerClient(options),
    sts: new STSClient(options),
    organizations: new OrganizationsClient(options),
  };
}

/** The credentials that a role in another account gives, by the ARN `arn:aws:iam::<account>:role/reader`. */
export async function assume(sts: STSClient, account: string, input: Partial<AssumeRoleRequest> = {}): Promise<Keys> {
  const role = { RoleArn: `arn:aws:iam::${account}:role/reader`, RoleSessionName: "test" };
  const { Credentials } = await sts.send(new AssumeRoleCommand({ ...role, ...input }));
  const { AccessKeyId: accessKeyId = "", SecretAccessKey: secretAccessKey = "", SessionToken: sessionToken = "" } = Credentials ?? {};
  return { accessKeyId, secretAccessKey, sessionToken };
}

/** The error code, HTTP status and request id of a call that has to fail. */
export async function failure(call: Promise<unknown>) {
  const error = await call.then(
    () => new Error("the call succeeded"),
    (reason: unknown) => reason,
  );
  if (!(error instanceof Error)) throw new Error(`not an error: ${String(error)}`);
  const metadata = "$metadata" in error ? error.$metadata : undefined;
  const known = typeof metadata === "object" && metadata !== null ? metadata : {};
  return {
    code: error.name,
    message: error.message,
    status: "httpStatusCode" in known ? known.httpStatusCode : undefined,
    requestId: "requestId" in known ? known.requestId : undefined,
  };
}
