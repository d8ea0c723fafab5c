import type { World } from "../world";
import { consumerAccounts, OWNER_ACCOUNT } from "./accounts";
import { fastLaunchImages } from "./fast-launch";
import { goldenImages, REGIONS, type Region } from "./images";
import { importImageTasks } from "./imports";
import { licenses } from "./licenses";
import { sampleMembers } from "./members";
import { sampleOrganization } from "./organization";
import { usageReports } from "./usage-reports";

const CONSUMER_ACCOUNTS = 300;

/**
 * A company that shares golden images with 300 accounts, and two sister companies that do so on a smaller scale:
 * the same for every run, with times relative to `now`.
 */
export function sampleWorld(now: Date): World {
  const accounts = consumerAccounts(CONSUMER_ACCOUNTS);
  const images = goldenImages(now);
  const regionWorld = (region: Region) => {
    const own = images.filter((image) => image.region === region);
    const owned = licenses(region, accounts, now);
    const sqlServer = owned.licenseConfigurations.find(({ Name }) => Name === "SQL Server Enterprise");
    return {
      ...usageReports(own, accounts, now),
      fastLaunchImages: fastLaunchImages(region, own, now),
      importImageTasks: importImageTasks(region, sqlServer?.LicenseConfigurationArn),
      ...owned,
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
