import { describe, expect, it } from "vitest";
import { known, type Unknown } from "@/lib/core/known";
import { type Scope, type Scoped, scopeKey } from "@/lib/core/scope";
import { finish } from "@/lib/core/slices";
import type { LiveReading } from "@/lib/dataset/reading";
import { applyEvent, emptyReading } from "@/lib/dataset/reading";
import { configuration, fastLaunchImage, PARIS, task, VIRGINIA } from "@/lib/domain/findings/test-support";
import type { ImageEvidence } from "@/lib/domain/images/image-evidence";
import { count, daysAgo, evidence, image, NOW, report } from "@/lib/domain/images/test-support";
import { fastLaunchImages } from "@/lib/resources/fast-launch-images";
import { SEVERITIES } from "@/lib/resources/findings";
import { images } from "@/lib/resources/images";
import { importImageTasks } from "@/lib/resources/import-image-tasks";
import { licenseConfigurations } from "@/lib/resources/license-configurations";
import type { Resource } from "@/lib/resources/resource";
import { type FindingSources, findingRows } from "./findings";
import { foundImageRows } from "./found-images";

const MOMENT = { now: NOW, maxReadingMs: 24 * 3_600_000 };
const ORGANIZATION = known([{ account: "000000000009", paths: ["o-1/r-1/ou-1/000000000009/"], arn: null }]);
const FAILED: Unknown = { state: "failed", why: "It could not be read." };

describe("findings", () => {
  it("come worst first: by what they lead to, by kind, by age and by size", () => {
    const found = findings({
      licenses: list(licenseConfigurations, [
        configuration({ licenseConfigurationArn: "arn:near", consumedLicenses: 190, licenseCountHardLimit: true }),
        configuration({ licenseConfigurationArn: "arn:little", consumedLicenses: 201 }),
        configuration({ licenseConfigurationArn: "arn:much", consumedLicenses: 300 }),
        configuration({ licenseConfigurationArn: "arn:hard", consumedLicenses: 201, licenseCountHardLimit: true }),
      ]),
      imports: list(importImageTasks, [task({ statusMessage: "ClientError: no" })]),
      fastLaunch: {
        fastLaunch: list(fastLaunchImages, [
          fastLaunchImage({ stateTransitionReason: "young", stateTransitionTime: daysAgo(1) }),
          fastLaunchImage({ stateTransitionReason: "old", stateTransitionTime: daysAgo(9) }),
          fastLaunchImage({ stateTransitionReason: "of no known age" }),
        ]),
        images: list(images, []),
      },
      fleet: fleet([evidence({ reports: [] })]),
    });

    expect(
      found.map(({ severity, subject, message }) => `${severity} ${subject.id} ${/: (\w+( of no known age)?)$/.exec(message)?.[1] ?? ""}`),
    ).toEqual([
      "blocks-launches arn:hard ",
      "blocks-launches arn:near ",
      "costs-money arn:much ",
      "costs-money arn:little ",
      "unknown ami-1 ",
      "info ami-1 old",
      "info ami-1 young",
      "info ami-1 ",
      "info import-ami-1 no",
    ]);
    const ranks = found.map(({ severity }) => SEVERITIES.indexOf(severity));
    expect(ranks).toEqual(ranks.toSorted((a, b) => a - b));
  });

  it("say nothing of lists that are still on their way", () => {
    expect(findings({})).toEqual([]);
  });

  it("name a configuration once that two accounts list", () => {
    const arn = "arn:aws:license-manager:us-east-1:999988887777:license-configuration:lic-1";
    const over = { licenseConfigurationArn: arn, consumedLicenses: 212 };
    const shared = configuration({ ...over });
    const own = { ...configuration({ ...over }), scope: { account: "999988887777", region: "us-east-1" } };

    expect(findings({ licenses: list(licenseConfigurations, [shared, own]) })).toMatchObject([{ scope: own.scope }]);
  });

  it("name a fast-launch image by what its own scope calls it", () => {
    const fastLaunch = list(fastLaunchImages, [fastLaunchImage({})]);
    const rows = [
      { scope: PARIS, ...image({ imageId: "ami-1", name: "another" }) },
      { scope: VIRGINIA, ...image({ imageId: "ami-1", name: "golden" }) },
    ];

    expect(findings({ fastLaunch: { fastLaunch, images: list(images, rows) } })).toMatchObject([{ subject: { name: "golden" } }]);
  });

  it("count at least the images of the scopes that were read where another failed", () => {
    const evidences = ["ami-1", "ami-2"].map((imageId) => evidence({ reports: [], members: { imageId } }));

    expect(findings({ fleet: fleet(evidences) }).map(({ message }) => message)).toEqual([
      "2 images have no usage report, so whether anyone uses them is unknown.",
    ]);
    expect(findings({ fleet: { ...fleet(evidences), images: list(images, [], [PARIS]) } }).map(({ message }) => message)).toEqual([
      "At least 2 images have no usage report, so whether anyone uses them is unknown.",
    ]);
  });

  it("carry the chosen scopes to the rows they lead to", () => {
    const sources = { licenses: list(licenseConfigurations, [configuration({ consumedLicenses: 212 })]) };

    expect(findings(sources, "?region=us-east-1")[0]?.href).toMatch(/\?region=us-east-1$/);
  });
});

describe("a finding about images and the list that it leads to", () => {
  it("have exactly the same images, whatever is known of them", () => {
    const evidences = Array.from({ length: 400 }, (_, seed) => someEvidence(seed));
    const rows = finish(foundImageRows(evidences, MOMENT, ORGANIZATION));
    const found = findings({ fleet: fleet(evidences) });

    const groups = found.filter(({ subject }) => subject.kind === "images");
    for (const { href, subject } of groups) {
      const code = new URL(href, "http://ledger.test").searchParams.get("facet.findings");
      const shown = rows.filter(({ row }) => row.findings?.some((other) => other === code));

      expect(subject.name?.split(" ")[0], `${code}`).toBe(String(shown.length));
    }
    expect(new Set(groups.map(({ code }) => code)).size).toBeGreaterThan(10);
  });

  it("say nothing while the organization is still being read", () => {
    const rows = finish(foundImageRows([evidence({ reports: [] })], MOMENT, { state: "reading", why: "" }));

    expect(rows.map(({ row }) => row.findings)).toEqual([null]);
  });

  it("say nothing of an image of which a list is still being read", () => {
    const reading: Unknown = { state: "reading", why: "" };
    const rows = finish(foundImageRows([evidence({ reports: [], members: { references: reading } })], MOMENT, ORGANIZATION));

    expect(rows.map(({ row }) => row.findings)).toEqual([null]);
  });
});

/** An image of which this and that is known: another for each number. */
function someEvidence(seed: number): ImageEvidence {
  const pick = pickerOf(seed);
  const reports = pick([
    [],
    [report()],
    [report({ expirationTime: daysAgo(-2) })],
    [report({ state: "pending" })],
    [report({ state: "error" })],
    [report({ expirationTime: daysAgo(1) })],
    [report({ accountIds: ["000000000001"] })],
    [report({ resourceTypes: [] })],
    [report({ creationTime: daysAgo(9) })],
    [report({ creationTime: daysAgo(3) }), report({ reportId: "amiur-2", state: "error" })],
  ]);
  const imageId = `ami-${seed}`;
  const row = image({ imageId, name: imageId, deprecationTime: pick([null, daysAgo(3), daysAgo(-3)]) });
  const grant = pick([
    known([]),
    FAILED,
    known([{ userId: "000000000001", group: null, organizationArn: null, organizationalUnitArn: null }]),
    known([{ userId: null, group: "all", organizationArn: null, organizationalUnitArn: null }]),
    known([{ userId: null, group: null, organizationArn: "arn:aws:organizations::1:organization/o-2", organizationalUnitArn: null }]),
  ]);
  return evidence({
    reports,
    entries: pick([{}, { "amiur-1": [count("000000000001", 2)] }, { "amiur-1": [count("000000000001", null)] }]),
    members: {
      imageId,
      image: pick([known(row), known(row), known(row), known(null), FAILED]),
      launchPermissions: grant,
      references: pick([known([]), known([]), FAILED]),
      ...pick([{}, {}, {}, { reports: FAILED, entries: FAILED }]),
    },
  });
}

/** Picks, by a seed, one of several again and again (a linear congruential generator). */
function pickerOf(seed: number): <Choice>(choices: readonly Choice[]) => Choice {
  let state = seed * 2_654_435_761 + 1;
  return (choices) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    const choice = choices[Math.floor((state / 2 ** 32) * choices.length)];
    if (choice === undefined) throw new Error("There is nothing to pick from.");
    return choice;
  };
}

const NOTHING: FindingSources = { fleet: null, fastLaunch: null, imports: null, licenses: null };

const findings = (sources: Partial<FindingSources>, scopes = "") => finish(findingRows({ ...NOTHING, ...sources }, scopes));

const fleet = (evidences: readonly ImageEvidence[]) => ({
  evidences,
  moment: MOMENT,
  organization: ORGANIZATION,
  images: list(images, []),
});

/** A list that was read, in scopes of which some failed. */
function list<Row extends object>(resource: Resource<Row>, rows: readonly Scoped<Row>[], failed: readonly Scope[] = []): LiveReading<Row> {
  const scopes = [...new Map([...rows.map(({ scope }) => scope), ...failed].map((scope) => [scopeKey(scope), scope])).values()];
  const error = { kind: "denied", code: "UnauthorizedOperation", message: "no", requestId: null, httpStatus: 403 } as const;
  let set = applyEvent(emptyReading(resource), { type: "start", at: daysAgo(0), scopes });
  for (const row of rows) set = applyEvent<Row>(set, { type: "rows", scope: row.scope, rows: [{ ...row }] });
  for (const scope of failed) set = applyEvent(set, { type: "failed", scope, error, readAt: null });
  set = applyEvent(set, { type: "end", complete: failed.length === 0, truncated: false, rows: rows.length });
  return { set, isFetching: false, error: null };
}
