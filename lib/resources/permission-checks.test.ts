import { describe, expect, it } from "vitest";
import hubPolicy from "@/public/iam/hub-policy.json";
import readerPolicy from "@/public/iam/reader-policy.json";
import { AWS_RESOURCES } from "./aws-resources";
import { fastLaunchImages } from "./fast-launch-images";
import { CALLED_BY_AWS, inPartition, isLiftedByPolicy, missingActions, partitionOf } from "./iam-policy";
import { imageLaunchPermissions } from "./image-launch-permissions";
import { imageReferences } from "./image-references";
import { licenseConfigurationAssociations } from "./license-configuration-associations";
import { licenseConfigurationFailures } from "./license-configuration-failures";
import { licenseUsage } from "./license-usage";
import { ACCOUNT_NAMES_CHECK, checkOf, type PermissionCheck, permissionChecks, REGIONS_CHECK } from "./permission-checks";

const denied: PermissionCheck = {
  ...checkOf(fastLaunchImages),
  state: "denied",
  kind: "denied",
  code: "UnauthorizedOperation",
  message: "You are not authorized to perform this operation.",
  requestId: "1",
};
const inScope = (account: string | null, check: Partial<PermissionCheck> = {}, region = "us-east-1") => ({
  ...denied,
  ...check,
  scope: { account, region },
});

describe("the state of a check", () => {
  const { value, tones } = permissionChecks.columns.state;

  it.each([
    ["allowed", { state: "allowed" }, "good"],
    ["denied", {}, "bad"],
    ["not known", { state: "not known" }, "warning"],
    ["denied, not required", { required: false }, "neutral"],
  ] as const)("reads %s", (text, check, tone) => {
    expect(value(inScope("111122223333", check))).toBe(text);
    expect(tones[text]).toBe(tone);
  });
});

describe("the policy files", () => {
  const statements = [...readerPolicy.Statement, ...hubPolicy.Statement];
  const isCalledByAws = (statement: object) => "Condition" in statement;
  const actionsOf = (some: typeof statements) => some.flatMap(({ Action }) => Action).sort();

  it("allow every action that is checked, entering other accounts, and nothing else of their own", () => {
    const checked = [...AWS_RESOURCES.map(checkOf), REGIONS_CHECK, ACCOUNT_NAMES_CHECK];
    const own = statements.filter((statement) => !isCalledByAws(statement));

    expect(actionsOf(own)).toEqual([...checked.map(({ action }) => action), "sts:AssumeRole"].sort());
  });

  it("allow what AWS calls to find references to images, by that way only", () => {
    const called = statements.filter(isCalledByAws);

    expect(actionsOf(called)).toEqual(CALLED_BY_AWS.actions.toSorted());
    expect(called).toMatchObject([
      { Effect: "Allow", Condition: { "ForAnyValue:StringEquals": { "aws:CalledVia": "ec2-images.amazonaws.com" } } },
    ]);
  });

  it("allow nothing but reading", () => {
    for (const action of actionsOf(statements)) expect(action).toMatch(/^(?:sts:AssumeRole|[\w-]+:(?:Describe|List|Get)\w+)$/);
  });
});

describe("missing actions", () => {
  it("are one policy for all accounts that lack the same", () => {
    const missing = missingActions([
      inScope("111122223333"),
      inScope("111122223333", {}, "eu-west-1"),
      inScope("444455556666"),
      inScope("777788889999", checkOf(licenseUsage)),
      inScope("777788889999"),
    ]);

    expect(missing.map(({ accounts, actions }) => [accounts, actions])).toEqual([
      [["111122223333", "444455556666"], ["ec2:DescribeFastLaunchImages"]],
      [["777788889999"], ["ec2:DescribeFastLaunchImages", "license-manager:ListUsageForLicenseConfiguration"]],
    ]);
    expect(missing[1]?.policy.Statement).toEqual([
      { Sid: "AmiLedgerMissing1", Effect: "Allow", Action: ["ec2:DescribeFastLaunchImages"], Resource: "*" },
      {
        Sid: "AmiLedgerMissing2",
        Effect: "Allow",
        Action: ["license-manager:ListUsageForLicenseConfiguration"],
        Resource: "arn:aws:license-manager:*:*:license-configuration:*",
      },
    ]);
  });

  it.each([
    ["license use", checkOf(licenseUsage), "arn:aws-cn:license-manager:*:*:license-configuration:*"],
    ["associations", checkOf(licenseConfigurationAssociations), "arn:aws-cn:license-manager:*:*:license-configuration:*"],
    ["failures", checkOf(licenseConfigurationFailures), "arn:aws-cn:license-manager:*:*:license-configuration:*"],
    ["launch permissions", checkOf(imageLaunchPermissions), "arn:aws-cn:ec2:*::image/*"],
  ])("name ARNs of the account's own partition: %s", (_, check, resource) => {
    const [missing] = missingActions([inScope("111122223333", check, "cn-north-1")]);

    expect(missing?.policy.Statement[0]?.Resource).toBe(resource);
  });

  it("come with what AWS calls to answer them, by that way only", () => {
    const [missing] = missingActions([inScope("111122223333", checkOf(imageReferences))]);

    expect(missing?.actions).toEqual(["ec2:DescribeImageReferences"]);
    expect(missing?.policy.Statement).toEqual([
      { Sid: "AmiLedgerMissing1", Effect: "Allow", Action: ["ec2:DescribeImageReferences"], Resource: "*" },
      {
        Sid: "AmiLedgerCalledByAws",
        Effect: "Allow",
        Action: CALLED_BY_AWS.actions,
        Resource: "*",
        Condition: { "ForAnyValue:StringEquals": { "aws:CalledVia": "ec2-images.amazonaws.com" } },
      },
    ]);
  });

  it.each([
    ["is allowed", { state: "allowed" }],
    ["is not known", { state: "not known" }],
    ["nothing depends on", { required: false }],
    ["is refused because the region is not enabled", { code: "AuthFailure" }],
    ["is denied explicitly", { message: "… with an explicit deny in a service control policy" }],
  ] as const)("hold nothing that %s", (_, check) => expect(missingActions([inScope("111122223333", check)])).toEqual([]));

  it("are known of an account without an id", () => expect(missingActions([inScope(null)])).toMatchObject([{ accounts: [null] }]));
});

describe("a refusal", () => {
  it.each(["UnauthorizedOperation", "AccessDenied", "AccessDeniedException", "AuthorizationException"])("by %s a policy lifts", (code) =>
    expect(isLiftedByPolicy({ ...denied, code })).toBe(true),
  );

  it.each(["AuthFailure", "OptInRequired", "CredentialsProviderError"])("by %s it does not", (code) =>
    expect(isLiftedByPolicy({ ...denied, code })).toBe(false),
  );
});

describe("the partition of a region", () => {
  it.each([
    ["us-east-1", "aws"],
    ["cn-north-1", "aws-cn"],
    ["us-gov-west-1", "aws-us-gov"],
    ["eusc-de-east-1", "aws-eusc"],
    ["us-iso-east-1", "aws-iso"],
    ["us-isob-east-1", "aws-iso-b"],
    ["eu-isoe-west-1", "aws-iso-e"],
    ["us-isof-south-1", "aws-iso-f"],
  ])("%s is %s", (region, partition) => {
    expect(partitionOf(region)).toBe(partition);
    expect(inPartition("arn:aws:iam::*:role/x", partitionOf(region))).toBe(`arn:${partition}:iam::*:role/x`);
  });
});
