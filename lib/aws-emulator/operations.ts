import { ec2Operations } from "./ec2-operations";
import { licenseOperations } from "./license-operations";
import { type Operation, typedOperation } from "./listing";

/** A service by the name that SigV4 signs for. */
export type ServiceName = "ec2" | "license-manager" | "sts";

/** What every service does, by operation. */
export type Operations = Record<ServiceName, Record<string, Operation>>;

/** A fresh set of operations for one emulator, with its own cache of listings. */
export function createOperations(): Operations {
  return { ec2: ec2Operations(), "license-manager": licenseOperations(), sts: { GetCallerIdentity } };
}

const GetCallerIdentity = typedOperation((_input, { world }) => ({
  UserId: `AROAEXAMPLEROLEID0001:${world.arn.split("/").at(-1)}`,
  Account: world.account,
  Arn: world.arn,
}));
