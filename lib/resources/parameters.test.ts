import { describe, expect, it } from "vitest";
import { fastLaunchImages } from "./fast-launch-images";
import { imageUsageReportEntries } from "./image-usage-report-entries";
import { imageUsageReports } from "./image-usage-reports";
import { importImageTasks } from "./import-image-tasks";
import { licenseConfigurations } from "./license-configurations";
import { licenseUsage } from "./license-usage";
import {
  accountId,
  booleanFilter,
  ec2AccountFilter,
  ec2Filter,
  imageId,
  importTaskId,
  licenseConfigurationArn,
  reportId,
} from "./parameters";

const ARN = "arn:aws:license-manager:us-east-1:111122223333:license-configuration:lic-0123456789abcdef";

describe("a parameter", () => {
  it.each([
    ["takes a long image id", imageId, "ami-0abcdef1234567890"],
    ["takes a short image id", imageId, "ami-1a2b3c4d"],
    ["takes a report id", reportId, "amiur-00b877d192f6b02d0"],
    ["takes an import task whose id is not hexadecimal", importTaskId, "import-ami-fgxyz123"],
    ["takes an account with leading zeros", accountId, "000000000001"],
    ["takes an account filter with a wildcard", ec2AccountFilter("Account"), "1111*"],
    ["takes an account filter without one", ec2AccountFilter("Account"), "111122223333"],
    ["takes a filter value of 255 characters", ec2Filter("State", ""), "x".repeat(255)],
    ["takes a filter value of several lines", ec2Filter("State", ""), "a\nb"],
    ["takes a truth value in any case", booleanFilter("Hard limit"), "TRUE"],
    ["takes an ARN", licenseConfigurationArn, ARN],
    ["takes an ARN of China", licenseConfigurationArn, ARN.replace("aws:", "aws-cn:").replace("us-east-1", "cn-north-1")],
    ["takes an ARN of GovCloud", licenseConfigurationArn, ARN.replace("aws:", "aws-us-gov:").replace("us-east-1", "us-gov-west-1")],
    [
      "takes an ARN of the European cloud",
      licenseConfigurationArn,
      ARN.replace("aws:", "aws-eusc:").replace("us-east-1", "eusc-de-east-1"),
    ],
    [
      "takes an ARN of an isolated region",
      licenseConfigurationArn,
      ARN.replace("aws:", "aws-iso-b:").replace("us-east-1", "us-isob-east-1"),
    ],
  ])("%s", (_, { pattern }, value) => expect(value).toMatch(pattern));

  it.each([
    ["no image id of another length", imageId, "ami-0abcdef12345678901"],
    ["no image id in capitals", imageId, "ami-0ABCDEF1234567890"],
    ["no image id with anything after it", imageId, "ami-0abcdef1234567890\n"],
    ["no id of another kind", reportId, "ami-0abcdef1234567890"],
    ["no snapshot import", importTaskId, "import-snap-1234567890abcdef0"],
    ["no account of 11 digits", accountId, "11112222333"],
    ["no account of 13 digits", accountId, "1111222233334"],
    ["no account in other digits", accountId, "١١١١٢٢٢٢٣٣٣٣"],
    ["no account filter of 11 digits without a wildcard", ec2AccountFilter("Account"), "11112222333"],
    ["no account filter with letters", ec2AccountFilter("Account"), "self*"],
    ["no empty filter value", ec2Filter("State", ""), ""],
    ["no filter value of 256 characters", ec2Filter("State", ""), "x".repeat(256)],
    ["no truth value but true and false", booleanFilter("Hard limit"), "yes"],
    ["no ARN of another service", licenseConfigurationArn, ARN.replace("license-manager", "ec2")],
    ["no ARN with a short account", licenseConfigurationArn, ARN.replace("111122223333", "1111")],
    ["no ARN without a region", licenseConfigurationArn, ARN.replace("us-east-1", "")],
    ["no ARN with anything after it", licenseConfigurationArn, `${ARN}/../x`],
  ])("takes %s", (_, { pattern }, value) => expect(value).not.toMatch(pattern));
});

describe("every parameter of every resource", () => {
  const resources = [fastLaunchImages, imageUsageReportEntries, imageUsageReports, importImageTasks, licenseConfigurations, licenseUsage];
  const parameters = resources.flatMap(({ title, ids, filters }) =>
    Object.entries({ ...ids, ...filters }).map(([name, parameter]) => [`${name} of ${title}`, parameter] as const),
  );

  it.each(parameters)("takes its own example and suggestions: %s", (_, { pattern, example, suggestions = [] }) => {
    for (const value of [example, ...suggestions]) expect(value).toMatch(pattern);
  });

  it.each(parameters)("decides the same each time it is asked: %s", (_, { pattern }) => {
    expect(pattern.flags).not.toMatch(/[gy]/);
  });
});
