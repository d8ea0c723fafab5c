/** A service by the name that SigV4 signs for. */
export type ServiceName = "ec2" | "license-manager" | "sts" | "organizations";
