import { CreateImageUsageReportCommand, DescribeImageUsageReportEntriesCommand } from "@aws-sdk/client-ec2";
import { describe, expect, it } from "vitest";
import { setup } from "../test-support";
import type { RegionWorld } from "../world";
import { OWNER_ACCOUNT } from "./accounts";
import { sampleWorld } from "./sample-world";

const NOW = new Date("2026-03-04T05:06:07.890Z");
const FRESH_MS = 7 * 24 * 60 * 60 * 1000;
const world = sampleWorld(NOW);
const base = Object.values(world.regions);
const members = Object.values(world.members ?? {}).flatMap((member) => Object.values(member.regions));
const { organization = [] } = world;

/** What is known of one image that the account of its region owns. */
function knownOf(region: RegionWorld) {
  return region.images.map((image) => {
    const { ImageId: id = "" } = image;
    const entries = region.imageUsageReportEntries.filter((entry) => entry.ImageId === id);
    return {
      image,
      reports: region.imageUsageReports.filter((report) => report.ImageId === id),
      entries,
      references: region.imageReferences.filter((reference) => reference.ImageId === id),
      grants: region.launchPermissions[id] ?? [],
      users: new Set(entries.map((entry) => entry.AccountId)),
    };
  });
}

type Known = ReturnType<typeof knownOf>[number];

const known = base.flatMap(knownOf).filter(({ image }) => image.OwnerId === OWNER_ACCOUNT);

const age = ({ reports: [report] }: Known) => NOW.getTime() - Number(report?.CreationTime);
const isEmpty = ({ entries, references }: Known) => entries.length === 0 && references.length === 0;
const only = (one: Known) => (one.reports.length === 1 ? one.reports[0] : undefined);
const isWide = (one: Known) => only(one)?.State === "available" && !only(one)?.AccountIds && only(one)?.ResourceTypes?.length === 2;

describe("the images of the sample company", () => {
  it.each<[string, (one: Known) => boolean]>([
    ["in use by other accounts", (one) => isWide(one) && one.entries.length > 0],
    ["named by resources of the owner alone", (one) => isWide(one) && one.entries.length === 0 && one.references.length > 0],
    ["not seen in use, by a report that is fresh and complete", (one) => isWide(one) && isEmpty(one) && age(one) < FRESH_MS],
    ["unknown because its report is stale", (one) => isWide(one) && isEmpty(one) && age(one) > FRESH_MS],
    ["unknown because its report is pending", (one) => isEmpty(one) && only(one)?.State === "pending"],
    ["unknown because its report failed", (one) => isEmpty(one) && only(one)?.State === "error"],
    ["unknown because its report is of some accounts", (one) => isEmpty(one) && (only(one)?.AccountIds?.length ?? 0) > 0],
    ["unknown because its report is of instances", (one) => isEmpty(one) && only(one)?.ResourceTypes?.length === 1],
    ["unknown because nobody ever looked", (one) => isEmpty(one) && one.reports.length === 0],
    ["deprecated", ({ image }) => Date.parse(image.DeprecationTime ?? "") < NOW.getTime()],
    ["going to be deprecated", ({ image }) => Date.parse(image.DeprecationTime ?? "") > NOW.getTime()],
    ["never to be deprecated", ({ image }) => image.DeprecationTime === undefined],
    ["disabled, and shared with nobody", ({ image, grants }) => image.State === "disabled" && grants.length === 0],
    ["protected from being deregistered", ({ image }) => image.DeregistrationProtection === "enabled-with-cooldown"],
    ["never launched", ({ image }) => image.LastLaunchedTime === undefined],
    ["without a family but in its name", ({ image }) => (image.Tags ?? []).every((tag) => tag.Key !== "Family")],
    ["a copy of one in another region", ({ image }) => known.some((other) => other.image.ImageId === image.SourceImageId)],
    ["public", ({ image, grants }) => image.Public === true && grants.some((grant) => grant.Group === "all")],
    ["shared with an organization", ({ grants }) => grants.some((grant) => grant.OrganizationArn)],
    ["shared with organizational units", ({ grants }) => grants.some((grant) => grant.OrganizationalUnitArn)],
    ["near the most that an image can be shared with", ({ grants }) => grants.length > 900 && grants.length < 1000],
    [
      "shared with accounts that do not use it",
      ({ grants, users }) => users.size > 0 && grants.some(({ UserId }) => UserId && !users.has(UserId)),
    ],
    [
      "used by accounts it is no longer shared with",
      ({ grants, users }) =>
        grants.length > 0 &&
        grants.every(({ UserId }) => UserId) &&
        [...users].some((user) => !grants.some(({ UserId }) => UserId === user)),
    ],
  ])("include one that is %s", (_, isSo) => {
    expect(known.some(isSo)).toBe(true);
  });

  it("include one of a sister company whose report has expired", () => {
    const expired = members.flatMap((region) => region.imageUsageReports).filter((report) => Number(report.ExpirationTime) < NOW.getTime());

    expect(expired).toHaveLength(1);
  });

  it("have ids of their own, and are all that reports, permissions and imports are about", () => {
    for (const region of [...base, ...members]) {
      const ids = new Set(region.images.map((image) => image.ImageId));
      const named = [
        ...region.imageUsageReports.map((report) => report.ImageId),
        ...region.fastLaunchImages.map((image) => image.ImageId),
        ...region.imageReferences.map((reference) => reference.ImageId),
        ...region.importImageTasks.flatMap((task) => task.ImageId ?? []),
        ...Object.keys(region.launchPermissions),
        ...Object.keys(region.imageUse),
      ];

      expect(ids.size).toBe(region.images.length);
      expect(named.filter((id) => !ids.has(id))).toEqual([]);
    }
  });

  it("have a creation before their reports, and nothing but deprecation ahead", () => {
    for (const { image, reports } of [...base, ...members].flatMap(knownOf)) {
      const created = Date.parse(image.CreationDate ?? "");

      expect(created).toBeLessThan(Math.min(NOW.getTime(), ...reports.map((report) => Number(report.CreationTime))));
      if (image.LastLaunchedTime) expect(Date.parse(image.LastLaunchedTime)).toBeLessThan(NOW.getTime());
    }
  });

  it("may be used where a report did not look", async () => {
    const { ec2 } = await setup(sampleWorld(NOW), { reportMs: 0 });
    const instancesOnly = known.find((one) => isEmpty(one) && only(one)?.ResourceTypes?.length === 1);
    const ResourceTypes = ["ec2:Instance", "ec2:LaunchTemplate"].map((ResourceType) => ({ ResourceType }));

    const { ReportId = "" } = await ec2.send(new CreateImageUsageReportCommand({ ImageId: instancesOnly?.image.ImageId, ResourceTypes }));
    const { ImageUsageReportEntries } = await ec2.send(new DescribeImageUsageReportEntriesCommand({ ReportIds: [ReportId] }));

    expect(ImageUsageReportEntries?.length).toBeGreaterThan(0);
  });
});

describe("its organization", () => {
  const paths = organization?.flatMap((account) => account.Paths ?? []) ?? [];

  it("places every account in a unit", () => {
    expect(paths).toHaveLength(303);
    expect(paths.filter((path) => !/^o-[a-z0-9]+\/r-[a-z0-9]+\/(?:ou-[a-z0-9]+-[a-z0-9]{8}\/){1,2}$/.test(path))).toEqual([]);
  });

  it("has accounts in every unit and in the organization that images are shared with, but for one that is not ours", () => {
    const arns = known.flatMap(({ grants }) => grants.map((grant) => grant.OrganizationalUnitArn ?? grant.OrganizationArn ?? ""));
    const names = new Set(arns.filter((arn) => arn !== "").map((arn) => arn.split("/").at(-1)));
    const strange = [...names].filter((name) => !paths.some((path) => path.split("/").includes(name ?? "")));

    expect(strange).toEqual(["o-partner9x2"]);
    expect(arns.some((arn) => arn === `arn:aws:organizations::${OWNER_ACCOUNT}:organization/${paths[0]?.split("/")[0]}`)).toBe(true);
  });
});

describe("its license associations", () => {
  it("are everything that is counted, images among them", () => {
    for (const { licenseConfigurationUsage, licenseConfigurationAssociations } of base) {
      for (const [arn, usage] of Object.entries(licenseConfigurationUsage)) {
        const bound = licenseConfigurationAssociations[arn] ?? [];

        expect(bound.map((one) => one.ResourceArn)).toEqual(usage.map((row) => row.ResourceArn));
      }
    }
  });

  it("lead from an import to the accounts that launch its image", () => {
    const walked = base.flatMap((region) =>
      region.importImageTasks.flatMap(({ ImageId = "", LicenseSpecifications = [] }) =>
        LicenseSpecifications.map(({ LicenseConfigurationArn = "" }) => ({
          bound: region.licenseConfigurationAssociations[LicenseConfigurationArn]?.some((one) => one.ResourceArn?.endsWith(`/${ImageId}`)),
          accounts: region.imageUsageReportEntries.filter((entry) => entry.ImageId === ImageId).length,
          consumed: region.licenseConfigurations.find((one) => one.LicenseConfigurationArn === LicenseConfigurationArn)?.ConsumedLicenses,
        })),
      ),
    );

    expect(walked.length).toBeGreaterThan(1);
    expect(walked.filter(({ bound, consumed }) => !bound || !consumed)).toEqual([]);
    expect(walked.some(({ accounts }) => accounts > 5)).toBe(true);
  });

  it("come with failures that say what went wrong, before now", () => {
    const failures = base.flatMap((region) => Object.values(region.licenseOperationFailures).flat());

    expect(new Set(failures.map((failure) => failure.ErrorMessage)).size).toBeGreaterThan(3);
    expect(failures.filter(({ FailureTime, ErrorMessage }) => !FailureTime || FailureTime > NOW || !ErrorMessage)).toEqual([]);
  });
});
