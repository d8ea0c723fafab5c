import { imageUsageReportEntriesReader } from "@/lib/aws/operations/image-usage-report-entries";
import { imageUsageReportEntries } from "@/lib/resources/image-usage-report-entries";
import { rowsRoute } from "@/lib/server/http/rows-route";

export const dynamic = "force-dynamic";

export const GET = rowsRoute(imageUsageReportEntries, imageUsageReportEntriesReader);
