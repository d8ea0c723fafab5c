import { describe, expect, it } from "vitest";
import { InvalidParameter } from "@/lib/core/invalid-parameter";
import { fastLaunchImages } from "@/lib/resources/fast-launch-images";
import { imageLaunchPermissions } from "@/lib/resources/image-launch-permissions";
import { imageReferences } from "@/lib/resources/image-references";
import { imageUsageReports } from "@/lib/resources/image-usage-reports";
import { imageVerdicts } from "@/lib/resources/image-verdicts";
import { importImageTasks } from "@/lib/resources/import-image-tasks";
import { licenseConfigurationAssociations } from "@/lib/resources/license-configuration-associations";
import { licenseConfigurations } from "@/lib/resources/license-configurations";
import { licenseUsage } from "@/lib/resources/license-usage";
import type { Resource } from "@/lib/resources/resource";
import { parseReadRequest } from "./read-request";

const ARN = "arn:aws:license-manager:us-east-1:111122223333:license-configuration:lic-0123456789abcdef";
const IMAGES = Array.from({ length: 201 }, (_, index) => `image-id=ami-${String(index).padStart(17, "0")}`).join("&");
const FILTERS = Array.from({ length: 51 }, (_, index) => `filter.tag:${index}=x`).join("&");
const VALUES = Array.from({ length: 201 }, (_, index) => `filter.tag-key=${index}`).join("&");

const reports = asking(imageUsageReports);
const images = asking(fastLaunchImages);
const imports = asking(importImageTasks);
const configurations = asking(licenseConfigurations);
const usage = asking(licenseUsage);
const associations = asking(licenseConfigurationAssociations);
const permissions = asking(imageLaunchPermissions);
const references = asking(imageReferences);
const verdicts = asking(imageVerdicts);

describe("a read request", () => {
  it.each([
    ["an unknown parameter", reports, "colour=red", "colour"],
    ["a parameter of another resource", reports, `license-configuration-arn=${ARN}`, "license-configuration-arn"],
    ["a parameter in other letters", reports, "Region=us-east-1", "Region"],
    ["__proto__", reports, "__proto__=1", "__proto__"],
    ["constructor", reports, "constructor=1", "constructor"],
    ["an account of 13 digits", reports, "account=1111222233334", "account"],
    ["an empty account", reports, "account=", "account"],
    ["one wrong account among right ones", reports, "account=111122223333&account=self", "account"],
    ["a malformed image id", reports, "image-id=ami-xyz", "image-id"],
    ["several image ids in one", reports, "image-id=ami-0abcdef1234567890,ami-0abcdef1234567891", "image-id"],
    ["a malformed report id", reports, "report-id=ami-0abcdef1234567890", "report-id"],
    ["a malformed task id", imports, "import-task-id=import-snap-1", "import-task-id"],
    ["a malformed ARN", usage, "license-configuration-arn=arn:aws:ec2:us-east-1:111122223333:x", "license-configuration-arn"],
    ["an unknown filter", reports, "filter.colour=red", "filter.colour"],
    ["a filter of another operation", images, "filter.tag-key=x", "filter.tag-key"],
    ["a filter in other letters", configurations, "filter.usageLimitExceeded=true", "filter.usageLimitExceeded"],
    ["a filter without a name", reports, "filter.=x", "filter."],
    ["a tag filter without a key", reports, "filter.tag:=x", "filter.tag:"],
    ["a tag filter where there are no tags", images, "filter.tag:Team=x", "filter.tag:Team"],
    ["filter.constructor", reports, "filter.constructor=x", "filter.constructor"],
    ["filter.__proto__", reports, "filter.__proto__=x", "filter.__proto__"],
    ["filter.toString", configurations, "filter.toString=x", "filter.toString"],
    ["an empty filter value", reports, "filter.state=", "filter.state"],
    ["a filter value of 256 characters", reports, `filter.state=${"x".repeat(256)}`, "filter.state"],
    ["51 filters", reports, FILTERS, "filter.tag:50"],
    ["201 values of a filter", reports, VALUES, "filter.tag-key"],
    [
      "two values of a License Manager filter",
      configurations,
      "filter.licenseCountingType=Core&filter.licenseCountingType=vCPU",
      "filter.licenseCountingType",
    ],
    [
      "a License Manager filter that is neither true nor false",
      configurations,
      "filter.enforceLicenseCount=1",
      "filter.enforceLicenseCount",
    ],
    ["a page size of 0", reports, "page-size=0", "page-size"],
    ["a page size beyond AWS's maximum", images, "page-size=201", "page-size"],
    ["a page size beyond an integer", reports, "page-size=2147483648", "page-size"],
    ["a page size of more digits than a number", reports, `page-size=${"9".repeat(400)}`, "page-size"],
    ["a negative page size", reports, "page-size=-1", "page-size"],
    ["a page size with a fraction", reports, "page-size=1.5", "page-size"],
    ["a page size in hexadecimal", reports, "page-size=0x10", "page-size"],
    ["an empty page size", reports, "page-size=", "page-size"],
    ["two page sizes", reports, "page-size=1&page-size=1", "page-size"],
    ["a number of items of 0", reports, "max-items=0", "max-items"],
    ["a number of items that is none", reports, "max-items=all", "max-items"],
    ["two numbers of items", reports, "max-items=1&max-items=2", "max-items"],
    ["an empty token", reports, "starting-token=", "starting-token"],
    ["a token with a blank", reports, "starting-token=a b", "starting-token"],
    ["a token with a control character", reports, "starting-token=a%00b", "starting-token"],
    ["a token that is not ASCII", reports, "starting-token=tökén", "starting-token"],
    ["a token of 8,193 characters", reports, `starting-token=${"x".repeat(8_193)}`, "starting-token"],
    ["two tokens", reports, "starting-token=a&starting-token=b", "starting-token"],
    ["an unknown format", reports, "format=xml", "format"],
    ["two formats", reports, "format=csv&format=json", "format"],
    ["a dry run that is neither true nor false", reports, "dry-run=yes", "dry-run"],
    ["a dry run of License Manager", configurations, "dry-run=true", "dry-run"],
    ["a refresh that is neither true nor false", reports, "refresh=now", "refresh"],
    ["an empty refresh", reports, "refresh=", "refresh"],
    ["two refreshes", reports, "refresh=true&refresh=true", "refresh"],
    ["partial with anything but allow and refuse", reports, "format=csv&partial=yes", "partial"],
    ["a refusal of partial rows with a format that has begun by then", reports, "partial=refuse", "partial"],
    ["an age beside a refresh", reports, "refresh=true&max-age=5", "max-age"],
    ["a number of items over several listings of ids", reports, `max-items=5&${IMAGES}`, "max-items"],
    ["a token over several listings of ids", reports, `starting-token=a&${IMAGES}`, "starting-token"],
    ["a number of items over every configuration", usage, "max-items=5", "max-items"],
    [
      "a token over two configurations",
      usage,
      `starting-token=a&license-configuration-arn=${ARN}&license-configuration-arn=${ARN}0`,
      "starting-token",
    ],
    ["a number of items over every configuration's associations", associations, "max-items=5", "max-items"],
    ["a number of items over chosen images that AWS does not list", permissions, "max-items=5&image-id=ami-0abcdef1", "max-items"],
    ["a number of items over more images than one listing takes", references, "max-items=5", "max-items"],
    ["a number of items below AWS's smallest page", references, "max-items=4&image-id=ami-0abcdef1", "max-items"],
    ["a page of rows that AWS does not list", verdicts, "page-size=5", "page-size"],
    ["a dry run of what AWS does not list", verdicts, "dry-run=true", "dry-run"],
    ["a negative age", reports, "max-age=-1", "max-age"],
    ["a page size below AWS's smallest", references, "page-size=4", "page-size"],
  ])("with %s is refused by that name", (_, ask, query, parameter) => {
    expect(() => ask(query)).toThrow(expect.objectContaining({ name: "InvalidParameter", parameter }));
  });

  it.each([
    [
      "what it knows instead",
      reports,
      "colour=red",
      /“colour” is not a parameter here; expected one of: image-id, report-id, account, .*filter\.state/,
    ],
    [
      "the filters there are",
      images,
      "filter.colour=x",
      /“colour” is not a filter of fast launch; expected one of: state, owner-id, resource-type\./,
    ],
    ["what a value looks like", reports, "image-id=x", /^image-id must be an AMI id such as ami-0abcdef1234567890, not “x”\.$/],
    [
      "what a listing of AWS is, where a page of it is asked for",
      usage,
      "max-items=5",
      /^max-items needs exactly one license-configuration-arn, because every configuration is a listing of its own\.$/,
    ],
    ["the range that AWS gives", references, "page-size=x", /^page-size must be a whole number from 5 to 2147483647, not “x”\.$/],
    [
      "what cannot be asked of the past",
      reports,
      "as-of=2026-02-03T04:05:06Z&max-items=5",
      /^as-of does not go with max-items: what was read in the past is not read from AWS\.$/,
    ],
    ["that there is no filter", verdicts, "filter.state=x", /“state” is not a filter of image verdicts; there is none here\.$/],
    ["the range of a number", images, "page-size=201", /^page-size must be a whole number from 1 to 200, not 201\.$/],
    ["the formats there are", reports, "format=xml", /^format must be ndjson or json or csv, not “xml”\.$/],
    ["what a refresh may be", reports, "refresh=1", /^refresh must be true or false, not “1”\.$/],
    ["how often a parameter came", reports, "format=csv&format=csv", /^format must be given once, not 2 times\.$/],
    ["a long value in part", reports, `image-id=${"x".repeat(500)}`, /not “x{80}…”\.$/],
  ])("that is refused says %s", (_, ask, query, message) => expect(() => ask(query)).toThrow(message));

  it("is refused by an error of its own kind", () => {
    expect(() => reports("colour=red")).toThrow(InvalidParameter);
  });
});

function asking<Row>(resource: Resource<Row>) {
  return (query: string) => parseReadRequest(resource, new URLSearchParams(query));
}
