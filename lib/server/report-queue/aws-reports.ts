import "server-only";
import { createImageUsageReport, type NewImageUsageReport } from "@/lib/aws/operations/create-image-usage-report";
import { imageUsageReportsReader } from "@/lib/aws/operations/image-usage-reports";
import { toScopeError } from "@/lib/aws/sdk/aws-errors";
import type { RateLimit } from "@/lib/aws/sdk/rate-limiter";
import { type ReadRequest, WHOLE_LIST } from "@/lib/core/read-request";
import type { Scope } from "@/lib/core/scope";
import type { ImageUsageReport } from "@/lib/resources/image-usage-reports";

/** The queue's port to AWS, filled with the readers. `limit` replaces AWS's documented rate where an endpoint has another. */
export const awsReports = (limit?: RateLimit) => ({
  create: (scope: Scope, report: NewImageUsageReport, signal: AbortSignal) => createImageUsageReport(scope, report, signal, limit),
  pending: (scope: Scope, signal: AbortSignal) => listed(scope, { filters: [{ name: "state", values: ["pending"] }] }, signal),
  ofImages: (scope: Scope, imageIds: readonly string[], signal: AbortSignal) => listed(scope, { ids: { "image-id": imageIds } }, signal),
  withIds: (scope: Scope, ids: readonly string[], signal: AbortSignal) => listed(scope, { ids: { "report-id": ids } }, signal),
  toError: toScopeError,
});

async function listed(scope: Scope, asked: Partial<ReadRequest>, signal: AbortSignal): Promise<ImageUsageReport[]> {
  const reports: ImageUsageReport[] = [];
  for await (const page of imageUsageReportsReader.read(scope, { ...WHOLE_LIST, ...asked }, signal)) reports.push(...(await page.rows()));
  return reports;
}
