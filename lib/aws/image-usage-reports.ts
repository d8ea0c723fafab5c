import "server-only";
import { type ImageUsageReport as AwsImageUsageReport, DescribeImageUsageReportsCommand, ImageUsageReport$ } from "@aws-sdk/client-ec2";
import { type ImageUsageReport, imageUsageReports } from "@/lib/resources/image-usage-reports";
import { plainRow } from "./plain";
import { ec2Reader } from "./reader";

const toRow = plainRow<AwsImageUsageReport>(ImageUsageReport$);

/** Reads DescribeImageUsageReports (EC2 API Reference). */
export const imageUsageReportsReader = ec2Reader<ImageUsageReport>(imageUsageReports, async (client, { ids, ...call }, options) => {
  const page = await client.send(
    new DescribeImageUsageReportsCommand({ ...call, ImageIds: ids["image-id"], ReportIds: ids["report-id"] }),
    options,
  );
  return { rows: (page.ImageUsageReports ?? []).map(toRow), nextToken: page.NextToken };
});
