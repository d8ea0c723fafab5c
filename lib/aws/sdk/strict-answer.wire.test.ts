import { describe, expect, it } from "vitest";
import { GET as entries } from "@/app/api/image-usage-report-entries/route";
import { GET as imageUsageReports } from "@/app/api/image-usage-reports/route";
import { GET as images } from "@/app/api/images/route";
import { GET as licenseConfigurations } from "@/app/api/license-configurations/route";
import { type Handler, read, startAws } from "@/lib/server/http/test-support";

const IMAGES = ["ami-11111111111111111", "ami-22222222222222222"];
const aws = await startAws({
  "us-east-1": { images: IMAGES.map((ImageId) => ({ ImageId, OwnerId: "001122223333" })) },
  "eu-west-1": { images: [{ ImageId: IMAGES[0], OwnerId: "001122223333" }] },
});

const NS = 'xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"';
const own = (operation: string, set: string): string => `<${operation}Response ${NS}><requestId>r</requestId>${set}</${operation}Response>`;
const imagesWith = (members: string) => own("DescribeImages", `<imagesSet><item><imageId>ami-1</imageId>${members}</item></imagesSet>`);
const configurationsWith = (members: object) =>
  JSON.stringify({ LicenseConfigurations: [{ LicenseConfigurationArn: "arn:1", ...members }] });

const wholeImages = own("DescribeImages", "<imagesSet/>");

describe("an answer that is not the operation’s own document fails its scope, and no other", () => {
  it.each<[string, Handler, string, string]>([
    ["an empty body", images, "DescribeImages", ""],
    ["a page of HTML", images, "DescribeImages", "<html><body>Bad gateway</body></html>"],
    ["text", images, "DescribeImages", "Service Unavailable"],
    ["the document of another operation", images, "DescribeImages", own("DescribeRegions", "<regionInfo/>")],
    ["an error with success", images, "DescribeImages", "<Response><Errors><Error><Code>X</Code></Error></Errors></Response>"],
    ["a document behind the first", images, "DescribeImages", wholeImages + wholeImages],
    ["a text in place of the list", images, "DescribeImages", own("DescribeImages", "<imagesSet>many</imagesSet>")],
    ["items under another name", images, "DescribeImages", own("DescribeImages", "<imagesSet><image/></imagesSet>")],
    ["two lists", images, "DescribeImages", own("DescribeImages", "<imagesSet/><imagesSet/>")],
    ["a boolean that is none", images, "DescribeImages", imagesWith("<isPublic>maybe</isPublic>")],
    ["a structure in place of a text", images, "DescribeImages", imagesWith("<name><first>x</first></name>")],
    ["a member twice", images, "DescribeImages", imagesWith("<name>a</name><name>b</name>")],
    ["JSON in place of XML", images, "DescribeImages", "{}"],
    ["an empty body of entries", entries, "DescribeImageUsageReportEntries", ""],
    [
      "a count that is no number",
      entries,
      "DescribeImageUsageReportEntries",
      own(
        "DescribeImageUsageReportEntries",
        "<imageUsageReportEntrySet><item><usageCount>many</usageCount></item></imageUsageReportEntrySet>",
      ),
    ],
    [
      "a count past 2^53",
      entries,
      "DescribeImageUsageReportEntries",
      own(
        "DescribeImageUsageReportEntries",
        "<imageUsageReportEntrySet><item><usageCount>9007199254740993</usageCount></item></imageUsageReportEntrySet>",
      ),
    ],
    [
      "a time that is none",
      imageUsageReports,
      "DescribeImageUsageReports",
      own("DescribeImageUsageReports", "<imageUsageReportSet><item><creationTime>soon</creationTime></item></imageUsageReportSet>"),
    ],
    ["an empty body for JSON", licenseConfigurations, "ListLicenseConfigurations", ""],
    ["HTML for JSON", licenseConfigurations, "ListLicenseConfigurations", "<html></html>"],
    ["an array", licenseConfigurations, "ListLicenseConfigurations", "[]"],
    ["a text in JSON", licenseConfigurations, "ListLicenseConfigurations", '"none"'],
    ["null", licenseConfigurations, "ListLicenseConfigurations", "null"],
    ["a number", licenseConfigurations, "ListLicenseConfigurations", "0"],
    ["a document behind the first in JSON", licenseConfigurations, "ListLicenseConfigurations", "{}{}"],
    ["another operation’s JSON", licenseConfigurations, "ListLicenseConfigurations", '{"Accounts":[]}'],
    ["a structure in place of the list in JSON", licenseConfigurations, "ListLicenseConfigurations", '{"LicenseConfigurations":{}}'],
    ["a null in a list", licenseConfigurations, "ListLicenseConfigurations", '{"LicenseConfigurations":[null]}'],
    ["a null in a list of texts", licenseConfigurations, "ListLicenseConfigurations", configurationsWith({ LicenseRules: [null] })],
    ["a number that is a text", licenseConfigurations, "ListLicenseConfigurations", configurationsWith({ ConsumedLicenses: "many" })],
    [
      "a number past 2^53 in JSON",
      licenseConfigurations,
      "ListLicenseConfigurations",
      '{"LicenseConfigurations":[{"ConsumedLicenses":9007199254740993}]}',
    ],
    ["a boolean that is a text", licenseConfigurations, "ListLicenseConfigurations", configurationsWith({ LicenseCountHardLimit: "yes" })],
    ["a list of texts that has a number", licenseConfigurations, "ListLicenseConfigurations", configurationsWith({ LicenseRules: [1] })],
  ])("%s", async (_, GET, operation, body) => {
    aws.reset();
    aws.faults.push({ kind: "replace-body", operation, region: "eu-west-1", body });

    const { failures, done, end } = await read(GET);

    expect(failures).toMatchObject([
      {
        scope: { region: "eu-west-1" },
        error: { kind: "unexpected", code: "UnreadableAnswer", httpStatus: 200, requestId: expect.any(String) },
      },
    ]);
    expect(done.map(({ scope }) => scope.region)).toEqual(["us-east-1"]);
    expect(end).toMatchObject({ complete: false });
  });
});

describe("an answer that is the operation’s own document", () => {
  it.each<[string, Handler, string, string, object[]]>([
    ["has no rows where the list is empty", images, "DescribeImages", wholeImages, []],
    ["has no rows where the list is missing", images, "DescribeImages", own("DescribeImages", ""), []],
    [
      "may have members that are not known",
      images,
      "DescribeImages",
      imagesWith("<newMember><a>1</a></newMember>"),
      [{ imageId: "ami-1" }],
    ],
    ["says nothing with an empty element", images, "DescribeImages", imagesWith("<isPublic/><name></name>"), [{ public: null, name: "" }]],
    ["may begin with a byte-order mark", images, "DescribeImages", `\uFEFF${imagesWith("")}`, [{ imageId: "ami-1" }]],
    [
      "may be JSON with null for what is absent",
      licenseConfigurations,
      "ListLicenseConfigurations",
      configurationsWith({ LicenseCount: null }),
      [{ licenseCount: null }],
    ],
    ["may be an empty object", licenseConfigurations, "ListLicenseConfigurations", "{}", []],
  ])("%s", async (_, GET, operation, body, rows) => {
    aws.reset();
    aws.faults.push({ kind: "replace-body", operation, body });

    const reading = await read(GET, "region=us-east-1");

    expect(reading.failures).toEqual([]);
    expect(reading.rows).toMatchObject(rows);
    expect(reading.rows).toHaveLength(rows.length);
  });
});
