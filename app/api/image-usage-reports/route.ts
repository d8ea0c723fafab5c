import { imageUsageReportsReader } from "@/lib/aws/operations/image-usage-reports";
import { imageUsageReports } from "@/lib/resources/image-usage-reports";
import { rowsRoute } from "@/lib/server/http/rows-route";

export const dynamic = "force-dynamic";

export const GET = rowsRoute(imageUsageReports, imageUsageReportsReader);
