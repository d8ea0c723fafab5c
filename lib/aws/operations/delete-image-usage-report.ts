import "server-only";
import { DeleteImageUsageReportCommand } from "@aws-sdk/client-ec2";
import { callAws, MUTATING } from "@/lib/aws/sdk/call-aws";
import { ec2Client } from "@/lib/aws/sdk/clients";
import type { Scope } from "@/lib/core/scope";

/**
 * Deletes a report with its entries; the image stays as it is (EC2 API Reference, DeleteImageUsageReport).
 *
 * @throws whatever the SDK throws.
 */
export async function deleteImageUsageReport(scope: Scope, reportId: string, signal: AbortSignal): Promise<void> {
  await callAws(
    { scope, service: "ec2", operation: "DeleteImageUsageReport", limit: MUTATING },
    (abortSignal) => ec2Client(scope).send(new DeleteImageUsageReportCommand({ ReportId: reportId }), { abortSignal }),
    signal,
  );
}
