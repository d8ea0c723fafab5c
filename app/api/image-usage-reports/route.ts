import { rowsRoute } from "@/lib/api/rows-route";
import { imageUsageReportsReader } from "@/lib/aws/image-usage-reports";
import { imageUsageReports } from "@/lib/resources/image-usage-reports";

export const dynamic = "force-dynamic";

export const GET = rowsRoute(imageUsageReports, imageUsageReportsReader);
