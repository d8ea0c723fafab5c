import { licenseConfigurationFailuresReader } from "@/lib/aws/operations/license-configuration-failures";
import { licenseConfigurationFailures } from "@/lib/resources/license-configuration-failures";
import { methods } from "@/lib/server/http/methods";
import { rowsRoute } from "@/lib/server/http/rows-route";

export const dynamic = "force-dynamic";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({
  GET: rowsRoute(licenseConfigurationFailures, licenseConfigurationFailuresReader),
});
