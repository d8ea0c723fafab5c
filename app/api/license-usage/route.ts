import { rowsRoute } from "@/lib/api/rows-route";
import { licenseUsageReader } from "@/lib/aws/license-usage";
import { licenseUsage } from "@/lib/resources/license-usage";

export const dynamic = "force-dynamic";

export const GET = rowsRoute(licenseUsage, licenseUsageReader);
