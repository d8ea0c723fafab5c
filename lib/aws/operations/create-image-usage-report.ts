import "server-only";
import { CreateImageUsageReportCommand, type ImageUsageResourceTypeRequest } from "@aws-sdk/client-ec2";
import { callAws, MUTATING } from "@/lib/aws/sdk/call-aws";
import { ec2Client } from "@/lib/aws/sdk/clients";
import type { LaneLimit } from "@/lib/aws/sdk/rate-limiter";
import type { Scope } from "@/lib/core/scope";
import type { ReportOptions } from "@/lib/domain/report-jobs/report-job";
import type { ReportToCreate } from "@/lib/jobs/report-creation/reports-port";

/**
 * Asks AWS for a report (EC2 API Reference, CreateImageUsageReport), within the bucket of its operation. Gives
 * the report's id: the report itself may not be listed yet.
 *
 * @throws whatever the SDK throws.
 */
export async function createImageUsageReport(
  scope: Scope,
  { imageId, options, clientToken }: ReportToCreate,
  signal: AbortSignal,
  limit: LaneLimit = MUTATING,
): Promise<string> {
  const command = new CreateImageUsageReportCommand({
    ImageId: imageId,
    ResourceTypes: resourceTypes(options),
    ClientToken: clientToken,
    ...(options.accountIds.length > 0 && { AccountIds: options.accountIds }),
    ...(options.tags.length > 0 && {
      TagSpecifications: [
        { ResourceType: "image-usage-report" as const, Tags: options.tags.map(({ key, value }) => ({ Key: key, Value: value })) },
      ],
    }),
  });
  const { ReportId } = await callAws(
    { scope, service: "ec2", operation: "CreateImageUsageReport", limit },
    (abortSignal) => ec2Client(scope).send(command, { abortSignal }),
    signal,
  );
  if (ReportId === undefined) throw new Error("AWS answered without the id of the report.");
  return ReportId;
}

/** The depth is an option of launch templates alone. */
const resourceTypes = ({ resourceTypes, versionDepth }: ReportOptions): ImageUsageResourceTypeRequest[] =>
  resourceTypes.map((type) => ({
    ResourceType: type,
    ...(type === "ec2:LaunchTemplate" && {
      ResourceTypeOptions: [{ OptionName: "version-depth" as const, OptionValues: [String(versionDepth)] }],
    }),
  }));
