import { describe, expect, it } from "vitest";
import type { Scope, Scoped } from "@/lib/core/scope";
import { finish } from "@/lib/core/slices";
import { applyEvent, emptyReading, type Reading } from "@/lib/dataset/reading";
import { type LicenseFailure, licenseConfigurationFailures } from "@/lib/resources/license-configuration-failures";
import type { LicenseConfiguration } from "@/lib/resources/license-configurations";
import { type LicenseUse, licenseUsage } from "@/lib/resources/license-usage";
import type { Resource } from "@/lib/resources/resource";
import { bareConfiguration } from "@/lib/resources/test-support";
import { configurationDetails, detailedConfigurations, detailKey } from "./configuration-details";

const owner: Scope = { account: "111122223333", region: "us-east-1" };
const sharee: Scope = { account: "001122223333", region: "us-east-1" };
const ARN = "arn:aws:license-manager:us-east-1:111122223333:license-configuration:lic-1";
const FIRST = "2026-11-01T00:00:00.000Z";
const SECOND = "2026-11-02T00:00:00.000Z";
const OVER = { licenseConfigurationArn: ARN, licenseCount: 4, consumedLicenses: 6 };

describe("what a list of configurations can be asked for further", () => {
  it("is since when each is over, by the rows of the account that lists it, and its failures", () => {
    const here = configuration(OVER);
    const there = configuration(OVER, sharee);
    const usage = read<LicenseUse>(licenseUsage, [owner, [use(FIRST, 4), use(SECOND, 2)]], [sharee, [use(FIRST, 2)]]);
    const failures = read<LicenseFailure>(licenseConfigurationFailures, [owner, [failure()]], [sharee, []]);

    const rows = cells([here, there], usage, failures);

    expect(rows[0]).toMatchObject({ over: 2, overSince: SECOND, failures: 1 });
    expect(rows[1]).toMatchObject({ over: 2, overSince: "not reported", failures: 0 });
  });

  it.each<[string, Partial<LicenseConfiguration>]>([
    ["is within its limit", { consumedLicenses: 4 }],
    ["has no limit", { licenseCount: null }],
  ])("has no time where a configuration %s", (_, members) => {
    const [row] = cells([configuration({ ...OVER, ...members })], read<LicenseUse>(licenseUsage, [owner, []]), nothing());

    expect(row).toMatchObject({ overSince: null });
  });

  it("is not known of a scope that is not all there", () => {
    const usage = { set: emptyReading<LicenseUse>(licenseUsage), isFetching: true, error: null };

    expect(cells([configuration(OVER)], usage, nothing())).toMatchObject([{ over: 2, overSince: "reading", failures: 0 }]);
  });

  it("is being read where nothing was worked out yet, and neither zero nor never", () => {
    const { overSince, failures } = detailedConfigurations(new Map()).columns;
    const row = configuration(OVER);

    expect([overSince?.value(row), overSince?.unknown?.(row)?.state]).toEqual([null, "reading"]);
    expect([failures?.value(row), failures?.unknown?.(row)?.state]).toEqual([null, "reading"]);
  });

  it("keeps every column of the list, with the new ones behind the use", () => {
    const { columns } = detailedConfigurations(new Map());

    expect(Object.keys(columns).slice(4, 8)).toEqual(["use", "over", "overSince", "failures"]);
    expect(new Set(Object.keys(columns)).size).toBe(Object.keys(columns).length);
  });
});

interface Source<Row extends object> {
  set: Reading<Row>;
  isFetching: boolean;
  error: null;
}

const nothing = () => read<LicenseFailure>(licenseConfigurationFailures, [owner, []], [sharee, []]);

function cells(configurations: Scoped<LicenseConfiguration>[], usage: Source<LicenseUse>, failures: Source<LicenseFailure>) {
  const details = finish(configurationDetails(configurations, usage, failures));
  const { columns } = detailedConfigurations(details);
  expect([...details.keys()]).toEqual(configurations.map(detailKey));
  return configurations.map((row) =>
    Object.fromEntries(Object.entries(columns).map(([name, { value, unknown }]) => [name, value(row) ?? unknown?.(row)?.state ?? null])),
  );
}

function read<Row extends object>(resource: Resource<Row>, ...answers: [Scope, Row[]][]): Source<Row> {
  const rows = answers.reduce((sum, [, ofScope]) => sum + ofScope.length, 0);
  const events = [
    { type: "start" as const, at: FIRST, scopes: answers.map(([scope]) => scope) },
    ...answers.flatMap(([scope, ofScope]) => [
      { type: "rows" as const, scope, rows: ofScope },
      { type: "done" as const, scope, pages: 1, rows: ofScope.length, nextToken: null, readAt: FIRST, source: "aws" as const },
    ]),
    { type: "end" as const, complete: true, truncated: false, rows },
  ];
  return { set: events.reduce(applyEvent<Row>, emptyReading(resource)), isFetching: false, error: null };
}

function configuration(members: Partial<LicenseConfiguration>, scope = owner): Scoped<LicenseConfiguration> {
  return { ...bareConfiguration(members), scope };
}

let serial = 0;
function use(associationTime: string, consumedLicenses: number): LicenseUse {
  serial += 1;
  return {
    licenseConfigurationArn: ARN,
    resourceArn: `arn:aws:ec2:us-east-1:111122223333:instance/i-${serial}`,
    resourceType: "EC2_INSTANCE",
    resourceStatus: "running",
    resourceOwnerId: "111122223333",
    associationTime,
    consumedLicenses,
  };
}

function failure(): LicenseFailure {
  return {
    licenseConfigurationArn: ARN,
    resourceArn: null,
    resourceType: null,
    errorMessage: "Access denied",
    failureTime: FIRST,
    operationName: "AssociateResource",
    resourceOwnerId: null,
    operationRequestedBy: null,
    metadataList: [],
  };
}
