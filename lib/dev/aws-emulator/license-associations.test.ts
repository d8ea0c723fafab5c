import {
  ListAssociationsForLicenseConfigurationCommand,
  ListFailuresForLicenseConfigurationOperationsCommand,
} from "@aws-sdk/client-license-manager";
import { describe, expect, it } from "vitest";
import { failure, setup, worldOf } from "./test-support";

const arn = (id: string) => `arn:aws:license-manager:us-east-1:111122223333:license-configuration:lic-${id}`;

const ASSOCIATION = {
  ...{ ResourceArn: "arn:aws:ec2:us-east-1::image/ami-1", ResourceType: "EC2_AMI" as const, ResourceOwnerId: "001100110011" },
  ...{ AssociationTime: new Date("2026-02-03T04:05:06.789Z"), AmiAssociationScope: "cross-account" },
};

const FAILURE = {
  ...{ ResourceArn: "arn:aws:ec2:us-east-1:001100110011:instance/i-1", ResourceType: "EC2_INSTANCE" as const },
  ...{ ResourceOwnerId: "001100110011", FailureTime: new Date("2026-02-03T04:05:06.789Z"), ErrorMessage: "no <licenses> & none left" },
  ...{ OperationName: "AssociateLicenseConfiguration", OperationRequestedBy: "111122223333" },
  MetadataList: [{ Name: "a", Value: "b" }],
};

function start() {
  return setup(
    worldOf({
      licenseConfigurations: [{ LicenseConfigurationArn: arn("1") }, { LicenseConfigurationArn: arn("2") }],
      licenseConfigurationAssociations: { [arn("1")]: [ASSOCIATION, { ...ASSOCIATION, ResourceOwnerId: "000000000002" }] },
      licenseOperationFailures: { [arn("1")]: [FAILURE, { ...FAILURE, ResourceOwnerId: "000000000002" }] },
    }),
  );
}

type Client = Awaited<ReturnType<typeof start>>["licenseManager"];
type Input = { LicenseConfigurationArn: string | undefined; MaxResults?: number; NextToken?: string | undefined };

const OPERATIONS = {
  ListAssociationsForLicenseConfiguration: async (client: Client, input: Input) => {
    const page = await client.send(new ListAssociationsForLicenseConfigurationCommand(input));
    return { items: page.LicenseConfigurationAssociations, token: page.NextToken };
  },
  ListFailuresForLicenseConfigurationOperations: async (client: Client, input: Input) => {
    const page = await client.send(new ListFailuresForLicenseConfigurationOperationsCommand(input));
    return { items: page.LicenseOperationFailureList, token: page.NextToken };
  },
};

describe.each([
  ["ListAssociationsForLicenseConfiguration", ASSOCIATION],
  ["ListFailuresForLicenseConfigurationOperations", FAILURE],
] as const)("%s", (operation, item) => {
  const ask = OPERATIONS[operation];

  it("lists what there is under a configuration, whole and in pages", async () => {
    const { licenseManager, emulator } = await start();

    const first = await ask(licenseManager, { LicenseConfigurationArn: arn("1"), MaxResults: 1 });
    const second = await ask(licenseManager, { LicenseConfigurationArn: arn("1"), MaxResults: 1, NextToken: first.token });

    expect(first.items).toEqual([item]);
    expect(second).toEqual({ items: [{ ...item, ResourceOwnerId: "000000000002" }], token: undefined });
    expect(emulator.calls.map((call) => call.operation)).toEqual([operation, operation]);
  });

  it("lists nothing under a configuration that has nothing", async () => {
    const { licenseManager } = await start();

    expect((await ask(licenseManager, { LicenseConfigurationArn: arn("2") })).items).toEqual([]);
  });

  it.each([undefined, "lic-1", arn("9")])("refuses the configuration %s", async (LicenseConfigurationArn) => {
    const { licenseManager } = await start();

    expect(await failure(ask(licenseManager, { LicenseConfigurationArn }))).toMatchObject({ code: "InvalidParameterValueException" });
  });
});
