import { licenseConfigurationsReader } from "@/lib/aws/operations/license-configurations";
import { licenseConfigurations } from "@/lib/resources/license-configurations";
import { rowsRoute } from "@/lib/server/http/rows-route";

export const dynamic = "force-dynamic";

export const GET = rowsRoute(licenseConfigurations, licenseConfigurationsReader);
