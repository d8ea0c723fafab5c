import { describe, expect, it } from "vitest";
import { known } from "@/lib/core/known";
import { finish } from "@/lib/core/slices";
import { done, end, rows, source } from "@/lib/dataset/test-support";
import { configuration, PARIS, VIRGINIA } from "@/lib/domain/findings/test-support";
import { detailKey } from "@/lib/domain/licenses/configuration-details";
import { licenseConfigurations } from "@/lib/resources/license-configurations";
import { type LicenseUse, licenseUsage } from "@/lib/resources/license-usage";
import { accountLicenseRows } from "./account-licenses";
import { detailedReading, groupedReading } from "./license-lists";

const OWNER = { account: "111122223333", region: "us-east-1" };
const SHARED_WITH = { account: "999988887777", region: "us-east-1" };
const ARN = "arn:aws:license-manager:us-east-1:111122223333:license-configuration:lic-1";

describe("grouped configurations", () => {
  it("are a complete reading where the list is one", () => {
    const grouped = finish(groupedReading(listed().set));

    expect([...grouped.table.rows()].map(({ name, consumed }) => [name, consumed])).toEqual([["SQL Server", known(2)]]);
    expect(grouped).toMatchObject({ length: 1, end: { complete: true, rows: 1 } });
  });
});

describe("detailed configurations", () => {
  it("show what further calls told of a row, and nothing of rows that they did not tell of", () => {
    const { set } = listed();
    const all = [...set.table.rows()];
    const details = new Map(all.slice(0, 1).map((row) => [detailKey(row), { over: null, failures: known(3) }]));
    const { failures } = detailedReading(set, all, details).table.resource.columns;

    expect(all.map((row) => failures?.value(row))).toEqual([3, null]);
  });
});

describe("the licenses of an account", () => {
  it("count a configuration once that its owner and another account list", () => {
    const use: LicenseUse = {
      licenseConfigurationArn: ARN,
      resourceArn: "arn:aws:ec2:us-east-1:000000000009:instance/i-1",
      resourceType: "EC2_INSTANCE",
      resourceStatus: null,
      resourceOwnerId: "000000000009",
      associationTime: null,
      consumedLicenses: 4,
    };
    const usage = source(licenseUsage, [rows(SHARED_WITH, [use]), rows(OWNER, [use]), done(SHARED_WITH), done(OWNER), end(2)], {
      scopes: [OWNER, SHARED_WITH],
    });

    expect(finish(accountLicenseRows("000000000009", usage.set, listed().set))).toMatchObject([{ licenses: 4, resources: 1 }]);
  });
});

function listed() {
  const [{ scope: _, ...first }, { scope: __, ...second }] = [
    configuration({ licenseConfigurationArn: ARN }),
    configuration({ licenseConfigurationArn: "arn:aws:license-manager:eu-west-3:111122223333:license-configuration:lic-2" }),
  ];
  const events = [rows(VIRGINIA, [first]), rows(PARIS, [second]), done(VIRGINIA), done(PARIS), end(2)];
  return source(licenseConfigurations, events, { scopes: [VIRGINIA, PARIS] });
}
