import { expect, it } from "vitest";
import { InvalidConfig } from "@/lib/aws/sdk/variables";
import { checkNames } from "./variable-names";

const KNOWN = ["LEDGER_REGIONS", "LEDGER_ROLE_ARNS", "LEDGER_METRICS_PORT"];

it.each([
  ["LEDGER_REGION", "LEDGER_REGION: no such variable. Did you mean LEDGER_REGIONS?"],
  ["ledger_regions", "ledger_regions: no such variable. Did you mean LEDGER_REGIONS?"],
  ["LEDGER_ROLES_ARN", "LEDGER_ROLES_ARN: no such variable. Did you mean LEDGER_ROLE_ARNS?"],
  ["LEDGER_METRIC_PORT", "LEDGER_METRIC_PORT: no such variable. Did you mean LEDGER_METRICS_PORT?"],
  ["LEDGER_COLOUR", "LEDGER_COLOUR: no such variable. .env.example has them all."],
])("a variable that nobody reads is a fault: %s", (name, fault) => {
  expect(faultsOf({ [name]: "9464" })).toEqual([fault]);
});

it("all faults are told at once", () => {
  expect(faultsOf({ LEDGER_REGION: "a", LEDGER_ROLE_ARN: "b", LEDGER_REGIONS: "c" })).toHaveLength(2);
});

it.each([
  ["of its own", { LEDGER_REGIONS: "us-east-1" }],
  ["of others", { PATH: "/bin", AWS_REGION: "us-east-1", AMI_LEDGER_PORT: "1" }],
  ["without a value", { LEDGER_REGION: " ", LEDGER_ROLE_ARN: undefined }],
  [
    "that Kubernetes sets for services",
    {
      LEDGER_SERVICE_HOST: "10.0.0.11",
      LEDGER_SERVICE_PORT: "80",
      LEDGER_SERVICE_PORT_HTTP: "80",
      LEDGER_PORT: "tcp://10.0.0.11:80",
      LEDGER_PORT_80_TCP: "tcp://10.0.0.11:80",
      LEDGER_PORT_80_TCP_PROTO: "tcp",
      LEDGER_PORT_80_TCP_PORT: "80",
      LEDGER_DB_PORT_5432_TCP_ADDR: "10.0.0.12",
    },
  ],
])("variables %s are no fault", (_, environment) => expect(faultsOf(environment)).toEqual([]));

function faultsOf(environment: Record<string, string | undefined>): readonly string[] {
  try {
    checkNames(environment, KNOWN);
  } catch (error) {
    if (error instanceof InvalidConfig) return error.faults;
    throw error;
  }
  return [];
}
