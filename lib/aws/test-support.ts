import type { ImageUsageReportEntry as AwsEntry, ImageUsageReport } from "@aws-sdk/client-ec2";
import { beforeEach } from "vitest";
import type { Scope } from "@/lib/core/scope";
import { emptyRegion } from "@/lib/dev/aws-emulator/world";
import { type ImageUsageReportEntry, imageUsageReportEntries } from "@/lib/resources/image-usage-report-entries";
import { parseReadRequest } from "@/lib/server/http/read-request";
import { startAws, times } from "@/lib/server/http/test-support";
import type { RowPage } from "./listing/row-page";
import { imageUsageReportEntriesReader } from "./operations/image-usage-report-entries";

const ENTRIES = "DescribeImageUsageReportEntries";
const REPORTS = "DescribeImageUsageReports";
const DAY = 24 * 60 * 60_000;

export const stay = new AbortController().signal;

export const ask = (query: string) => parseReadRequest(imageUsageReportEntries, new URLSearchParams(query));

export const reportId = (report: number): string => `amiur-${String(report).padStart(17, "0")}`;

/** The entries of one region, at an endpoint that lives as long as the test file. */
export async function startEntries() {
  const aws = await startAws({ "us-east-1": {} });
  let scope: Scope = { account: null, region: "us-east-1" };
  let serial = 0;
  beforeEach(() => {
    aws.reset();
    serial += 1;
    // What was kept of another test's scope is no concern of this one.
    scope = { account: String(serial).padStart(12, "0"), region: "us-east-1" };
  });

  const region = () => {
    const found = aws.world.regions["us-east-1"];
    if (found === undefined) throw new Error("There is no such region.");
    return found;
  };
  const calls = (operation: string) => aws.calls.filter((call) => call.operation === operation);
  return {
    aws,
    region,
    scope: () => scope,
    entries: (): AwsEntry[] => region().imageUsageReportEntries,
    entryCalls: () => calls(ENTRIES),
    reportCalls: () => calls(REPORTS),
    /** The reports whose entries were asked for by their ids. */
    reportsAsked: () => calls(ENTRIES).flatMap(({ input }) => (Array.isArray(input.ReportIds) ? input.ReportIds : [])),
    fill(reports: number, count: number): void {
      aws.world.regions["us-east-1"] = { ...emptyRegion(), ...spread(reports, count) };
    },
    pages: (query: string, signal = stay) => imageUsageReportEntriesReader.read(scope, ask(query), signal),
    read: (query: string): Promise<string[]> => collected(imageUsageReportEntriesReader.read(scope, ask(query), stay)),
  };
}

/** So many reports, all available, and entries spread over them unevenly, in an order that mixes some. */
function spread(reports: number, count: number) {
  const ids = times(reports, reportId);
  return {
    imageUsageReports: ids.map((ReportId): ImageUsageReport => {
      return { ReportId, State: "available", CreationTime: new Date(0), ExpirationTime: new Date(Date.now() + DAY) };
    }),
    imageUsageReportEntries: times(count, (index): AwsEntry => {
      const report = Math.floor((index * index * reports) / (count * count) + (index % 3)) % reports;
      return {
        ReportId: ids[report],
        ImageId: `ami-${String(report).padStart(17, "0")}`,
        AccountId: String(index).padStart(12, "0"),
        ResourceType: index % 2 === 0 ? "ec2:Instance" : "ec2:LaunchTemplate",
        UsageCount: index,
        ReportCreationTime: new Date(1_760_000_000_000 + index),
      };
    }),
  };
}

export function toRow(entry: AwsEntry): ImageUsageReportEntry {
  return {
    resourceType: entry.ResourceType ?? null,
    reportId: entry.ReportId ?? null,
    usageCount: entry.UsageCount ?? null,
    accountId: entry.AccountId ?? null,
    imageId: entry.ImageId ?? null,
    reportCreationTime: entry.ReportCreationTime?.toISOString() ?? null,
  };
}

/** Rows without their order: as text, sorted. */
const sorted = (rows: readonly ImageUsageReportEntry[]): string[] => rows.map((row) => JSON.stringify(row)).sort();
export const rowsOf = (all: readonly AwsEntry[]): string[] => sorted(all.map(toRow));

export async function collected(pages: AsyncIterable<RowPage<ImageUsageReportEntry>>): Promise<string[]> {
  const all: ImageUsageReportEntry[] = [];
  for await (const page of pages) all.push(...(await page.rows()));
  return sorted(all);
}
