import { licenseUsageReader } from "@/lib/aws/operations/license-usage";
import { licenseUsage } from "@/lib/resources/license-usage";
import { methods } from "@/lib/server/http/methods";
import { rowsRoute } from "@/lib/server/http/rows-route";

export const dynamic = "force-dynamic";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({ GET: rowsRoute(licenseUsage, licenseUsageReader) });
