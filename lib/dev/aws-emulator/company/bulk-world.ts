import { emptyRegion, type World } from "../world";
import { OWNER_ACCOUNT } from "./accounts";
import { bulkImages, bulkReports } from "./bulk-reports";

/** One region, us-east-1, with any number of report entries. */
export function bulkWorld(entries: number, now: Date): World {
  const reports = bulkReports(entries, now);
  return {
    account: OWNER_ACCOUNT,
    arn: `arn:aws:iam::${OWNER_ACCOUNT}:user/ami-ledger-sample-data`,
    regions: { "us-east-1": { ...emptyRegion(), images: bulkImages(OWNER_ACCOUNT, reports.imageUsageReports), ...reports } },
  };
}
