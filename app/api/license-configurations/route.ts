import { licenseConfigurationsReader } from "@/lib/aws/operations/license-configurations";
import { licenseConfigurations } from "@/lib/resources/license-configurations";
import { methods } from "@/lib/server/http/methods";
import { rowsRoute } from "@/lib/server/http/rows-route";

export const dynamic = "force-dynamic";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({
  GET: rowsRoute(licenseConfigurations, licenseConfigurationsReader),
});
