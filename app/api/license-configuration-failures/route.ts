import { licenseConfigurationFailuresReader } from "@/lib/aws/operations/license-configuration-failures";
import { licenseConfigurationFailures } from "@/lib/resources/license-configuration-failures";
import { rowsRoute } from "@/lib/server/http/rows-route";

export const dynamic = "force-dynamic";

export const GET = rowsRoute(licenseConfigurationFailures, licenseConfigurationFailuresReader);
