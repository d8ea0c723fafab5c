import type { DeleteImageUsageReportRequest } from "@aws-sdk/client-ec2";
import { AwsError } from "./aws-error";
import type { CreatedReports } from "./created-reports";
import { ec2Place } from "./ec2-listing";
import { checkIds, checkIdsExist, reportId } from "./ids";
import { endDryRun, type Operation, typedOperation } from "./operation";

/** Deletes a report with what it found. */
export function deleteImageUsageReport(reports: CreatedReports): Operation {
  return typedOperation<DeleteImageUsageReportRequest>((input, context) => {
    const { region } = ec2Place(context);
    const { ReportId } = input;
    if (ReportId === undefined) throw new AwsError("MissingParameter", "The request must contain the parameter ReportId");
    checkIds(reportId, [ReportId]);
    checkIdsExist(reportId, [ReportId], region);
    endDryRun(input);
    reports.remove(region, ReportId);
    return { Return: true };
  });
}
