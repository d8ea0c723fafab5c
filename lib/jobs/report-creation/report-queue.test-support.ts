import { beforeEach } from "vitest";
import type { NewReportJob } from "@/lib/domain/report-jobs/report-job";
import { ACCOUNT, startAws } from "@/lib/server/http/test-support";
import { imageIdOf, newJob, ownImages, REGION } from "./test-support";

export const aws = await startAws({ [REGION]: { images: ownImages(20) } });
const own = aws.world.regions[REGION];
if (own === undefined) throw new Error("The world has no such region.");
export const region = own;

beforeEach(() => {
  aws.reset();
  region.imageUsageReports = [];
  aws.conditions.reportMs = 50;
  aws.conditions.mutatingBucket = undefined;
});

export const creations = () => aws.dataCalls().filter(({ operation }) => operation === "CreateImageUsageReport");
export const of = (index: number, more: Partial<NewReportJob> = {}) =>
  newJob(0, { images: [{ account: ACCOUNT, region: REGION, imageId: imageIdOf(index) }], ...more });
