import { imageUsageReportEntriesReader } from "@/lib/aws/operations/image-usage-report-entries";
import { imageUsageReportEntries } from "@/lib/resources/image-usage-report-entries";
import { methods } from "@/lib/server/http/methods";
import { rowsRoute } from "@/lib/server/http/rows-route";

export const dynamic = "force-dynamic";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({
  GET: rowsRoute(imageUsageReportEntries, imageUsageReportEntriesReader),
});
