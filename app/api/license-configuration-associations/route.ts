import { licenseConfigurationAssociationsReader } from "@/lib/aws/operations/license-configuration-associations";
import { licenseConfigurationAssociations } from "@/lib/resources/license-configuration-associations";
import { methods } from "@/lib/server/http/methods";
import { rowsRoute } from "@/lib/server/http/rows-route";

export const dynamic = "force-dynamic";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({
  GET: rowsRoute(licenseConfigurationAssociations, licenseConfigurationAssociationsReader),
});
