import type { Fault } from "@/lib/dev/aws-emulator/faults";

/** The region in which nothing may be read, and the one in which everything is too much. */
export const DENIED_REGION = "eu-west-3";
export const THROTTLED_REGION = "sa-east-1";
export const FAILING_REGIONS = [DENIED_REGION, THROTTLED_REGION] as const;

export const REGION_FAULTS: readonly Fault[] = [
  { kind: "deny", region: DENIED_REGION },
  { kind: "throttle", region: THROTTLED_REGION },
];

/** Who is in the organization may not be asked. */
export const NO_ORGANIZATION: readonly Fault[] = [{ kind: "deny", service: "organizations" }];
