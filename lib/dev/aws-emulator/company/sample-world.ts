import type { RegionWorld, World } from "../world";
import { consumerAccounts, OWNER_ACCOUNT } from "./accounts";
import { fastLaunchImages } from "./fast-launch";
import { fleet } from "./fleet";
import { goldenImages, REGIONS, type Region } from "./images";
import { importImageTasks } from "./imports";
import { licenseAssociations } from "./license-associations";
import { licenses } from "./licenses";
import { sampleMembers } from "./members";
import { sampleOrganization } from "./organization";
import { otherImages, otherUse } from "./other-images";
import { ownReferences } from "./own-references";
import { inRegion, retiredImages } from "./retired-images";
import { usageReports } from "./usage-reports";

const CONSUMER_ACCOUNTS = 300;

/** The license configuration that a machine was imported with, by its name. */
const IMPORT_LICENSES: Partial<Record<Region, string>> = { "us-east-1": "SQL Server Enterprise", "eu-west-1": "RHEL subscriptions" };

/**
 * A company that shares golden images with 300 accounts, and two sister companies that do so on a smaller scale:
 * the same for every run, with times relative to `now`.
 */
export function sampleWorld(now: Date): World {
  const accounts = consumerAccounts(CONSUMER_ACCOUNTS);
  const golden = goldenImages(now);
  const retired = retiredImages(now);
  const everywhere = [...golden, ...retired];
  const regionWorld = (region: Region): RegionWorld => {
    const own = inRegion(golden, region);
    const images = inRegion(everywhere, region);
    const reports = usageReports(images, accounts, now);
    const fastLaunch = fastLaunchImages(region, own, now);
    const owned = licenses(region, accounts, now);
    const needed = owned.licenseConfigurations.find(({ Name }) => Name === IMPORT_LICENSES[region]);
    const known = fleet({ owner: OWNER_ACCOUNT, images, everywhere, reports, accounts }, now);
    const other = region === "us-east-1" ? otherUse(accounts) : undefined;
    return {
      images: [...known.images, ...otherImages(region, owned, fastLaunch, now)],
      launchPermissions: { ...known.launchPermissions, ...other?.launchPermissions },
      imageReferences: ownReferences(OWNER_ACCOUNT, images),
      imageUse: { ...known.imageUse, ...other?.imageUse },
      ...reports,
      fastLaunchImages: fastLaunch,
      importImageTasks: importImageTasks(region, needed?.LicenseConfigurationArn),
      ...owned,
      ...licenseAssociations(region, owned, now),
    };
  };
  return {
    account: OWNER_ACCOUNT,
    arn: `arn:aws:iam::${OWNER_ACCOUNT}:user/ami-ledger-sample-data`,
    regions: Object.fromEntries(REGIONS.map((region) => [region, regionWorld(region)])),
    members: sampleMembers(accounts, now),
    organization: sampleOrganization(accounts, now),
  };
}
