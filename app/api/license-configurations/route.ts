import { rowsRoute } from "@/lib/api/rows-route";
import { licenseConfigurationsReader } from "@/lib/aws/license-configurations";
import { licenseConfigurations } from "@/lib/resources/license-configurations";

export const dynamic = "force-dynamic";

export const GET = rowsRoute(licenseConfigurations, licenseConfigurationsReader);
