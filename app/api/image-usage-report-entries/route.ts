import { rowsRoute } from "@/lib/api/rows-route";
import { imageUsageReportEntriesReader } from "@/lib/aws/image-usage-report-entries";
import { imageUsageReportEntries } from "@/lib/resources/image-usage-report-entries";

export const dynamic = "force-dynamic";

export const GET = rowsRoute(imageUsageReportEntries, imageUsageReportEntriesReader);
