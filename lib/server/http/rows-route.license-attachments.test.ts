import type { LicenseConfigurationAssociation, LicenseOperationFailure } from "@aws-sdk/client-license-manager";
import { beforeEach, describe, expect, it } from "vitest";
import { GET as associations } from "@/app/api/license-configuration-associations/route";
import { GET as failuresOfLicenses } from "@/app/api/license-configuration-failures/route";
import { ACCOUNT, type Handler, read, request, startAws, times } from "./test-support";

const AT = new Date("2026-02-03T04:05:06.789Z");
const AT_TEXT = "2026-02-03T04:05:06.789Z";
const arn = (id: string, region = "us-east-1") => `arn:aws:license-manager:${region}:${ACCOUNT}:license-configuration:lic-${id}`;
const FULL = arn("full");
const BARE = arn("bare");
const LONG = arn("long", "eu-west-3");

const association: Required<LicenseConfigurationAssociation> = {
  ResourceArn: "arn:aws:ec2:us-east-1::image/ami-0abcdef1234567890",
  ResourceType: "EC2_AMI",
  ResourceOwnerId: "001100110011",
  AssociationTime: AT,
  AmiAssociationScope: "cross-account",
};

const failure: Required<LicenseOperationFailure> = {
  ResourceArn: "arn:aws:ec2:us-east-1:001100110011:instance/i-1",
  ResourceType: "EC2_INSTANCE",
  ErrorMessage: "=1+1 <b>\n😀",
  FailureTime: AT,
  OperationName: "AssociateLicenseConfiguration",
  ResourceOwnerId: "001100110011",
  OperationRequestedBy: "arn:aws:iam::001100110011:role/x",
  MetadataList: [{ Name: "ProductName", Value: "SQL" }, {}],
};

const aws = await startAws({
  "us-east-1": {
    licenseConfigurations: [FULL, BARE, arn("unused")].map((LicenseConfigurationArn) => ({ LicenseConfigurationArn })),
    licenseConfigurationAssociations: { [FULL]: [association], [BARE]: [{}] },
    licenseOperationFailures: { [FULL]: [failure], [BARE]: [{}] },
  },
  "eu-west-3": {
    licenseConfigurations: [{ LicenseConfigurationArn: LONG }],
    licenseConfigurationAssociations: { [LONG]: times(11, (index) => ({ ResourceArn: `i-${index}` })) },
    licenseOperationFailures: { [LONG]: times(11, (index) => ({ ResourceArn: `i-${index}` })) },
  },
});
beforeEach(() => aws.reset());

const rowsOf = {
  associations: [
    {
      licenseConfigurationArn: FULL,
      resourceArn: "arn:aws:ec2:us-east-1::image/ami-0abcdef1234567890",
      resourceType: "EC2_AMI",
      resourceOwnerId: "001100110011",
      associationTime: AT_TEXT,
      amiAssociationScope: "cross-account",
    },
    {
      licenseConfigurationArn: BARE,
      resourceArn: null,
      resourceType: null,
      resourceOwnerId: null,
      associationTime: null,
      amiAssociationScope: null,
    },
  ],
  failures: [
    {
      licenseConfigurationArn: FULL,
      resourceArn: "arn:aws:ec2:us-east-1:001100110011:instance/i-1",
      resourceType: "EC2_INSTANCE",
      errorMessage: "=1+1 <b>\n😀",
      failureTime: AT_TEXT,
      operationName: "AssociateLicenseConfiguration",
      resourceOwnerId: "001100110011",
      operationRequestedBy: "arn:aws:iam::001100110011:role/x",
      metadataList: [
        { name: "ProductName", value: "SQL" },
        { name: null, value: null },
      ],
    },
    {
      licenseConfigurationArn: BARE,
      resourceArn: null,
      resourceType: null,
      errorMessage: null,
      failureTime: null,
      operationName: null,
      resourceOwnerId: null,
      operationRequestedBy: null,
      metadataList: [],
    },
  ],
};

describe.each<[string, Handler, string, object[]]>([
  ["associations of license configurations", associations, "ListAssociationsForLicenseConfiguration", rowsOf.associations],
  ["failures with license configurations", failuresOfLicenses, "ListFailuresForLicenseConfigurationOperations", rowsOf.failures],
])("%s", (_, GET, operation, expected) => {
  const inputs = () =>
    aws
      .dataCalls()
      .filter((call) => call.operation === operation)
      .map(({ input }) => input);

  it("say of which configuration they are, with every member that AWS gave", async () => {
    const { rows, end } = await read(GET, "region=us-east-1");

    expect(rows).toEqual(expected);
    expect(end).toEqual({ type: "end", complete: true, truncated: false, rows: 2 });
  });

  it("are asked for of every configuration of every scope, to the end, without filters", async () => {
    const { rowsIn } = await read(GET, "page-size=5");

    expect(rowsIn("eu-west-3").map((row) => row.resourceArn)).toEqual(times(11, (index) => `i-${index}`));
    expect(inputs().filter((input) => input.LicenseConfigurationArn === LONG)).toEqual([
      { LicenseConfigurationArn: LONG, MaxResults: 5 },
      { LicenseConfigurationArn: LONG, MaxResults: 5, NextToken: expect.any(String) },
      { LicenseConfigurationArn: LONG, MaxResults: 5, NextToken: expect.any(String) },
    ]);
    expect(inputs()).toHaveLength(6);
  });

  it("are those of the chosen configuration, asked for in its own region", async () => {
    const { rows, lines } = await read(GET, `license-configuration-arn=${BARE}`);

    expect(rows).toEqual([expected[1]]);
    expect(lines[0]).toMatchObject({ scopes: [{ region: "us-east-1" }] });
    expect(aws.dataCalls().map((call) => call.operation)).toEqual([operation]);
  });

  it("end where max-items stops them, with a token of AWS that reads the rest", async () => {
    const query = `license-configuration-arn=${LONG}`;

    const first = await read(GET, `${query}&max-items=7`);
    const rest = await read(GET, `${query}&starting-token=${first.done[0]?.nextToken}`);

    expect([...first.rows, ...rest.rows].map((row) => row.resourceArn)).toEqual(times(11, (index) => `i-${index}`));
  });

  it("stay those of the configurations around one that AWS refuses, and the scope fails", async () => {
    const { rows, failures, end } = await read(
      GET,
      [BARE, arn("foreign"), FULL].map((chosen) => `license-configuration-arn=${chosen}`).join("&"),
    );

    expect(rows).toEqual(expected.toReversed());
    expect(failures).toMatchObject([{ error: { kind: "invalid", code: "InvalidParameterValueException" } }]);
    expect(end).toMatchObject({ complete: false, rows: 2 });
  });

  it("are missing, and said to be, in a scope that is denied", async () => {
    aws.faults.push({ kind: "deny", operation, region: "us-east-1" });

    const { rowsIn, failures } = await read(GET);

    expect([rowsIn("us-east-1"), rowsIn("eu-west-3").length]).toEqual([[], 11]);
    expect(failures).toMatchObject([{ scope: { region: "us-east-1" }, error: { kind: "denied", code: "AccessDeniedException" } }]);
  });

  it.each([
    ["max-items=5", "max-items"],
    ["dry-run=true", "dry-run"],
    ["filter.resourceType=EC2_AMI", "filter.resourceType"],
    ["license-configuration-arn=lic-1", "license-configuration-arn"],
  ])("are refused before any call: %s", async (query, parameter) => {
    const response = await GET(request(query));

    expect([response.status, (await response.json()).error.parameter]).toEqual([400, parameter]);
    expect(aws.dataCalls()).toEqual([]);
  });

  it("are a list and a file too", async () => {
    const json = await (await GET(request("region=us-east-1&format=json"))).json();
    const csv = await (await GET(request(`license-configuration-arn=${FULL}&format=csv`))).text();

    expect(json).toMatchObject({ complete: true, rows: expected });
    expect(csv).toContain(FULL);
    expect(csv).toContain("001100110011");
    expect(csv).not.toMatch(/(?:^|,)=/m);
  });
});
