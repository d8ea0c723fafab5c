import { rowsRoute } from "@/lib/api/rows-route";
import { licenseConfigurationFailuresReader } from "@/lib/aws/license-configuration-failures";
import { licenseConfigurationFailures } from "@/lib/resources/license-configuration-failures";

export const dynamic = "force-dynamic";

export const GET = rowsRoute(licenseConfigurationFailures, licenseConfigurationFailuresReader);
