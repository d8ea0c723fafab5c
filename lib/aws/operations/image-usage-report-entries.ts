import "server-only";
import {
  type ImageUsageReportEntry as AwsImageUsageReportEntry,
  DescribeImageUsageReportEntriesCommand,
  type DescribeImageUsageReportEntriesCommandOutput,
  ImageUsageReportEntry$,
} from "@aws-sdk/client-ec2";
import { readByReports } from "@/lib/aws/entries/entries-by-report";
import type { AwsPage } from "@/lib/aws/listing/listing";
import { ec2Reader, type Reader } from "@/lib/aws/listing/reader";
import type { ReadDirectly } from "@/lib/aws/sdk/ec2-protocol";
import { plainRow } from "@/lib/aws/sdk/plain";
import { type ImageUsageReportEntry, imageUsageReportEntries } from "@/lib/resources/image-usage-report-entries";
import { imageUsageReportsReader } from "./image-usage-reports";

const toRow = plainRow<AwsImageUsageReportEntry>(ImageUsageReportEntry$);

/** DescribeImageUsageReportEntries (EC2 API Reference), one listing after its own tokens. */
const listed = ec2Reader<ImageUsageReportEntry>(imageUsageReportEntries, async (client, { ids, ...call }, options) => {
  const input = { ...call, ImageIds: ids["image-id"], ReportIds: ids["report-id"] };
  return toPage(await client.send(new DescribeImageUsageReportEntriesCommand(input), options));
});

/** Reads DescribeImageUsageReportEntries, long listings by several reports at once. */
export const imageUsageReportEntriesReader: Reader<ImageUsageReportEntry> = {
  read: (scope, request, signal) => readByReports({ entries: listed.read, reports: imageUsageReportsReader.read }, scope, request, signal),
  dryRun: listed.dryRun,
};

function toPage({
  readDirectly,
  ImageUsageReportEntries = [],
  NextToken,
}: DescribeImageUsageReportEntriesCommandOutput & ReadDirectly): AwsPage<ImageUsageReportEntry> {
  return readDirectly ?? { rows: ImageUsageReportEntries.map(toRow), nextToken: NextToken };
}
