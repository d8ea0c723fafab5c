import { imageUsageReportsReader } from "@/lib/aws/operations/image-usage-reports";
import { imageUsageReports } from "@/lib/resources/image-usage-reports";
import { methods } from "@/lib/server/http/methods";
import { rowsRoute } from "@/lib/server/http/rows-route";

export const dynamic = "force-dynamic";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({ GET: rowsRoute(imageUsageReports, imageUsageReportsReader) });
