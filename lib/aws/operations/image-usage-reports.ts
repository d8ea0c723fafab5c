import "server-only";
import { type ImageUsageReport as AwsImageUsageReport, DescribeImageUsageReportsCommand, ImageUsageReport$ } from "@aws-sdk/client-ec2";
import { ec2Reader } from "@/lib/aws/listing/reader";
import { plainRow } from "@/lib/aws/sdk/plain";
import { type ImageUsageReport, imageUsageReports } from "@/lib/resources/image-usage-reports";

const toRow = plainRow<AwsImageUsageReport>(ImageUsageReport$);

/** Reads DescribeImageUsageReports (EC2 API Reference). */
export const imageUsageReportsReader = ec2Reader<ImageUsageReport>(imageUsageReports, async (client, { ids, ...call }, options) => {
  const page = await client.send(
    new DescribeImageUsageReportsCommand({ ...call, ImageIds: ids["image-id"], ReportIds: ids["report-id"] }),
    options,
  );
  return { rows: (page.ImageUsageReports ?? []).map(toRow), nextToken: page.NextToken };
});
