import "server-only";
import { CreateImageUsageReportCommand, type ImageUsageResourceTypeRequest } from "@aws-sdk/client-ec2";
import { callAws, MUTATING } from "@/lib/aws/sdk/call-aws";
import { ec2Client } from "@/lib/aws/sdk/clients";
import type { RateLimit } from "@/lib/aws/sdk/rate-limiter";
import type { Scope } from "@/lib/core/scope";

/** The parameters of a new report, under AWS's names. */
export interface NewImageUsageReport {
  imageId: string;
  options: {
    resourceTypes: readonly string[];
    /** The newest versions of each launch template that are looked through. */
    versionDepth: number;
    /** 12 digits each. Empty: every account that the image is shared with. */
    accountIds: readonly string[];
    tags: readonly { key: string; value: string }[];
  };
  /** At most 128 characters. AWS makes one report for it, however often it is sent. */
  clientToken: string;
}

/**
 * Asks AWS for a report (EC2 API Reference, CreateImageUsageReport), within the bucket of its operation. Gives
 * the report's id: the report itself may not be listed yet.
 *
 * @throws whatever the SDK throws.
 */
export async function createImageUsageReport(
  scope: Scope,
  { imageId, options, clientToken }: NewImageUsageReport,
  signal: AbortSignal,
  limit: RateLimit = MUTATING,
): Promise<string> {
  const command = new CreateImageUsageReportCommand({
    ImageId: imageId,
    ResourceTypes: resourceTypes(options),
    ClientToken: clientToken,
    ...(options.accountIds.length > 0 && { AccountIds: [...options.accountIds] }),
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
const resourceTypes = ({ resourceTypes, versionDepth }: NewImageUsageReport["options"]): ImageUsageResourceTypeRequest[] =>
  resourceTypes.map((type) => ({
    ResourceType: type,
    ...(type === "ec2:LaunchTemplate" && {
      ResourceTypeOptions: [{ OptionName: "version-depth" as const, OptionValues: [String(versionDepth)] }],
    }),
  }));
