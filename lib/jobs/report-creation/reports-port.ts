import type { ScopeError } from "@/lib/core/row-events";
import type { Scope } from "@/lib/core/scope";
import type { ReportOptions } from "@/lib/domain/report-jobs/report-job";
import type { ImageUsageReport } from "@/lib/resources/image-usage-reports";

/** One report to be made. */
interface ReportToCreate {
  imageId: string;
  options: ReportOptions;
  /** At most 128 characters. AWS makes one report for it, however often it is sent. */
  clientToken: string;
}

/** The queue's port to AWS. `toError` sorts whatever its functions throw. */
export interface ReportsPort {
  /** The id of the new report, which may not be listed yet. */
  create(scope: Scope, report: ReportToCreate, signal: AbortSignal): Promise<string>;
  /** Every pending report of the scope. */
  pending(scope: Scope, signal: AbortSignal): Promise<ImageUsageReport[]>;
  ofImages(scope: Scope, imageIds: readonly string[], signal: AbortSignal): Promise<ImageUsageReport[]>;
  /** The reports that AWS lists. One that it does not list is left out; that is no error. */
  withIds(scope: Scope, ids: readonly string[], signal: AbortSignal): Promise<ImageUsageReport[]>;
  toError(error: unknown): ScopeError;
}
