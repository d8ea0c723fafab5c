import "server-only";
import {
  type ImageUsageReportEntry as AwsImageUsageReportEntry,
  DescribeImageUsageReportEntriesCommand,
  ImageUsageReportEntry$,
} from "@aws-sdk/client-ec2";
import { type ImageUsageReportEntry, imageUsageReportEntries } from "@/lib/resources/image-usage-report-entries";
import { plainRow } from "./plain";
import { ec2Reader } from "./reader";

const toRow = plainRow<AwsImageUsageReportEntry>(ImageUsageReportEntry$);

/** Reads DescribeImageUsageReportEntries (EC2 API Reference). */
export const imageUsageReportEntriesReader = ec2Reader<ImageUsageReportEntry>(
  imageUsageReportEntries,
  async (client, { ids, ...call }, options) => {
    const page = await client.send(
      new DescribeImageUsageReportEntriesCommand({ ...call, ImageIds: ids["image-id"], ReportIds: ids["report-id"] }),
      options,
    );
    return { rows: (page.ImageUsageReportEntries ?? []).map(toRow), nextToken: page.NextToken };
  },
);
