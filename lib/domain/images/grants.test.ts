import { describe, expect, it } from "vitest";
import { known } from "@/lib/core/known";
import { finish } from "@/lib/core/slices";
import type { LaunchPermission } from "@/lib/resources/image-launch-permissions";
import { accountUsage } from "./account-usage";
import { grantSummary, type ImageGrants, imageGrants } from "./grants";
import type { ImageEvidence, UsageCount } from "./image-evidence";
import type { Organization } from "./organization";
import { Expansion } from "./organization";
import { count, daysAgo, evidence, MOMENT, report } from "./test-support";
import { usageCells } from "./usage-cells";

const A = "000000000001";
const B = "444455556666";
const C = "777788889999";
const ORGANIZATION = "arn:aws:organizations::999999999999:organization/o-one";
const UNIT = "arn:aws:organizations::999999999999:ou/o-one/ou-outer";
const INNER = "arn:aws:organizations::999999999999:ou/o-one/ou-inner";
const FOREIGN = "arn:aws:organizations::888888888888:organization/o-two";

const company: Organization = known([
  member(A, "o-one/r-root/ou-outer/000000000001/"),
  member(B, "o-one/r-root/ou-outer/ou-inner/444455556666/"),
  member(C, "o-one/r-root/ou-outermost/777788889999/"),
]);
const refused: Organization = { state: "not permitted", why: "Organizations refuses to tell." };

describe("who may launch an image", () => {
  it.each([
    ["an account that is named", { userId: A }, { [A]: ["account"] }],
    ["everyone in an organization", { organizationArn: ORGANIZATION }, { [A]: [ORGANIZATION], [B]: [ORGANIZATION], [C]: [ORGANIZATION] }],
    ["everyone in a unit and in the units inside it", { organizationalUnitArn: UNIT }, { [A]: [UNIT], [B]: [UNIT] }],
    ["those in an inner unit only", { organizationalUnitArn: INNER }, { [B]: [INNER] }],
    ["nobody of another organization that is known", { organizationArn: FOREIGN }, {}],
  ])("is %s", (_, permission, through) => {
    const { granted } = grants({ permissions: [permission] });

    expect(Object.fromEntries(granted.map((account) => [account.account, account.through]))).toEqual(through);
  });

  it("is said with every way to it", () => {
    expect(grants({ permissions: [{ userId: B }, { organizationalUnitArn: UNIT }] }).granted).toMatchObject([
      { account: B, through: ["account", UNIT] },
      { account: A },
    ]);
  });

  it("is not known where the permissions could not be read", () => {
    expect(imageGrants(evidence({ members: { launchPermissions: refused } }), MOMENT, company)).toEqual(refused);
  });
});

describe("a granted account", () => {
  const permissions = [{ userId: A }];

  it("has no use seen where the evidence is complete and fresh", () =>
    expect(grants({ permissions }).granted).toMatchObject([{ use: "no use seen", why: null }]));

  it("is in use with what it has", () => {
    expect(grants({ permissions, entries: [count(A, 3)] }).granted).toMatchObject([
      { use: "in use", references: { byType: { "ec2:Instance": 3 } } },
    ]);
  });

  it.each([
    ["the report is stale", { reports: [report({ creationTime: daysAgo(9) })] }, "9 days old"],
    ["the report is restricted to others", { reports: [report({ accountIds: [B] })] }, "restricted"],
    ["there is no report", { reports: [] }, "no usage report"],
    ["AWS did not say which account uses it", { entries: [count(null, 1)] }, "did not name"],
  ])("is unknown where %s", (_, given, why) => {
    expect(grants({ permissions, ...given }).granted).toMatchObject([{ use: "unknown", why: expect.stringContaining(why) }]);
  });

  it.each<[string, Partial<Parameters<typeof report>[0]>]>([
    ["is pending", { state: "pending" }],
    ["was not there all the time", {}],
  ])("has no use seen where a newer report of another account %s, as its own page says", (_, members) => {
    const ofOther = report({ reportId: "amiur-2", creationTime: daysAgo(0.5), accountIds: [B], ...members });
    const given = { reports: [report(), ofOther], members: { provenReports: new Set(["amiur-1"]) } };
    const of = evidenceOf({ permissions: [{ userId: A }, { userId: B }], ...given });

    expect(grants({ permissions: [{ userId: A }, { userId: B }], ...given }).granted.map(({ use }) => use)).toEqual([
      "no use seen",
      "unknown",
    ]);
    const unknown = [A, B].map((account) => finish(accountUsage({ evidences: [of], isWhole: true }, account, MOMENT)).unknown.length);
    expect(unknown).toEqual([0, 1]);
  });

  it("does not depend on the owner’s own references", () => {
    expect(grants({ permissions, members: { references: refused } }).granted).toMatchObject([{ use: "no use seen" }]);
  });
});

describe("an account that uses an image", () => {
  it.each([
    ["is no longer granted where nothing grants it", [{ userId: B }], company, "not granted", []],
    [
      "may be granted through an organization that could not be read",
      [{ organizationArn: ORGANIZATION }],
      refused,
      "may be granted",
      [ORGANIZATION],
    ],
    ["is not granted through another organization than its own", [{ organizationArn: FOREIGN }], company, "not granted", []],
    ["is not granted through a unit that it is not in", [{ organizationalUnitArn: INNER }], company, "not granted", []],
    [
      "may be granted through a unit whose accounts’ places are unknown",
      [{ organizationalUnitArn: UNIT }],
      placeless(),
      "may be granted",
      [UNIT],
    ],
  ])("%s", (_, permissions, organization, grant, through) => {
    expect(grants({ permissions, entries: [count(A, 3)], organization }).ungranted).toMatchObject([{ account: A, grant, through }]);
  });

  it("may be granted through another organization where it is in none that could be read", () => {
    const stranger = [count("123412341234", 1)];
    expect(grants({ permissions: [{ organizationArn: FOREIGN }], entries: stranger }).ungranted).toMatchObject([
      { grant: "may be granted", through: [FOREIGN] },
    ]);
  });

  it.each([
    ["everyone is granted", [{ group: "all" }], A],
    ["it is the owner", [], "111122223333"],
    ["its unit is granted", [{ organizationalUnitArn: UNIT }], A],
  ])("is fine where %s", (_, permissions, account) => expect(grants({ permissions, entries: [count(account, 3)] }).ungranted).toEqual([]));
});

describe("the distance to the quota", () => {
  it("counts accounts, organizations and units once each, and not the public", () => {
    const permissions = [
      { userId: A },
      { userId: A },
      { userId: B },
      { organizationArn: ORGANIZATION },
      { organizationalUnitArn: UNIT },
      { group: "all" },
    ];

    expect(grants({ permissions }).quota).toEqual({ entities: 4, limit: 1_000, left: 996 });
  });
});

describe("what the grants of an image come to", () => {
  const summary = (given: Given) => {
    const of = evidenceOf(given);
    return grantSummary(of, usageCells(of, MOMENT.now), MOMENT, new Expansion(given.organization ?? company));
  };

  it("are counted, an image a line", () => {
    expect(summary({ permissions: [{ userId: A }, { userId: B }], entries: [count(B, 1), count(C, 1)] })).toMatchObject({
      isPublic: { value: false },
      entities: { value: 2 },
      unused: { value: 1 },
      notGranted: { value: 1 },
      mayBeGranted: { value: 0 },
      left: { value: 998 },
    });
  });

  it("are unknown, never zero, where the evidence is not complete", () => {
    expect(summary({ permissions: [{ userId: A }], reports: [] })).toMatchObject({
      entities: { value: 1 },
      unused: { state: "not reported" },
      notGranted: { state: "not reported" },
    });
  });

  it("are a lower bound, never zero, where an account that uses the image has no name", () => {
    expect(summary({ permissions: [{ userId: A }], entries: [count(A, 1), count(null, 1)] })).toMatchObject({
      notGranted: { state: "not reported", why: expect.stringContaining("did not name") },
    });
  });

  it("are a lower bound, never zero, where not all granted accounts are known", () => {
    const through = [{ userId: A }, { organizationArn: ORGANIZATION }];

    expect(summary({ permissions: through, organization: refused })).toMatchObject({
      unused: { value: 1, atLeast: { state: "not reported" } },
    });
    expect(summary({ permissions: through.slice(1), organization: refused })).toMatchObject({ unused: { state: "not reported" } });
  });

  it("are unknown with the permissions", () => {
    expect(summary({ permissions: [], members: { launchPermissions: refused } })).toMatchObject({ entities: refused, unused: refused });
  });
});

interface Given {
  permissions: Partial<LaunchPermission>[];
  entries?: UsageCount[];
  organization?: Organization;
  reports?: ReturnType<typeof report>[];
  members?: Partial<ImageEvidence>;
}

function evidenceOf({ permissions, entries = [], reports = [report()], members = {} }: Given): ImageEvidence {
  const nothing: LaunchPermission = { userId: null, group: null, organizationArn: null, organizationalUnitArn: null };
  const launchPermissions = known(permissions.map((permission) => ({ ...nothing, ...permission })));
  return evidence({ reports, entries: { "amiur-1": entries }, members: { launchPermissions, ...members } });
}

function grants(given: Given): ImageGrants {
  const of = imageGrants(evidenceOf(given), MOMENT, given.organization ?? company);
  if (of.state !== "known") throw new Error(of.why);
  return of.value;
}

function member(account: string, path: string) {
  return { account, paths: [path], arn: `arn:aws:organizations::999999999999:account/o-one/${account}` };
}

function placeless(): Organization {
  return known([{ ...member(A, ""), paths: [] }]);
}
