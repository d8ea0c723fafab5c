import { licenseUsageReader } from "@/lib/aws/operations/license-usage";
import { licenseUsage } from "@/lib/resources/license-usage";
import { rowsRoute } from "@/lib/server/http/rows-route";

export const dynamic = "force-dynamic";

export const GET = rowsRoute(licenseUsage, licenseUsageReader);
