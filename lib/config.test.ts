import { describe, expect, it } from "vitest";
import { InvalidConfig, readConfig } from "./config";

describe("the regions of the configuration", () => {
  it.each([
    ["are none where nothing is set", undefined, []],
    ["are none where the variable is empty", "", []],
    ["are those that are named", "us-east-1,eu-west-1", ["us-east-1", "eu-west-1"]],
    ["may have blanks and commas around", " us-east-1 ,, eu-west-1, ", ["us-east-1", "eu-west-1"]],
    ["are read once each", "us-east-1,us-east-1", ["us-east-1"]],
    [
      "may be of any partition",
      "us-gov-west-1,cn-north-1,eusc-de-east-1,us-isob-east-1,ap-southeast-7",
      ["us-gov-west-1", "cn-north-1", "eusc-de-east-1", "us-isob-east-1", "ap-southeast-7"],
    ],
  ])("%s", (_, text, regions) => expect(readConfig({ LEDGER_REGIONS: text }).regions).toEqual(regions));

  it.each(["US-EAST-1", "us-east-1a", "us-east", "everywhere", "us-east-1;eu-west-1", "us-east-1\neu-west-1", "../us-east-1"])(
    "are refused with the variable and what was expected: %j",
    (text) => {
      expect(faultsOf({ LEDGER_REGIONS: text })).toEqual([
        `LEDGER_REGIONS: expected region names such as us-east-1,eu-west-1, not “${text}”`,
      ]);
    },
  );
});

describe("a wrong configuration", () => {
  it("is told with every fault at once, a line each", () => {
    const faults = faultsOf({ LEDGER_REGIONS: "US-EAST-1,eu-west-1,moon" });

    expect(faults).toHaveLength(2);
    expect(faults[0]).toMatch(/^LEDGER_REGIONS: .*“US-EAST-1”$/);
    expect(faults[1]).toMatch(/^LEDGER_REGIONS: .*“moon”$/);
  });

  it("has its faults as its message", () => {
    expect(() => readConfig({ LEDGER_REGIONS: "a,b" })).toThrow(/“a”\nLEDGER_REGIONS: .*“b”$/);
  });
});

describe("what is not ours", () => {
  it("is left to the AWS SDK", () => {
    expect(readConfig({ AWS_REGION: "nowhere", PATH: "/bin" })).toEqual({ regions: [] });
  });
});

function faultsOf(environment: Record<string, string>): readonly string[] {
  try {
    readConfig(environment);
  } catch (error) {
    if (error instanceof InvalidConfig) return error.faults;
    throw error;
  }
  return [];
}
