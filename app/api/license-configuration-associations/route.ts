import { licenseConfigurationAssociationsReader } from "@/lib/aws/operations/license-configuration-associations";
import { licenseConfigurationAssociations } from "@/lib/resources/license-configuration-associations";
import { rowsRoute } from "@/lib/server/http/rows-route";

export const dynamic = "force-dynamic";

export const GET = rowsRoute(licenseConfigurationAssociations, licenseConfigurationAssociationsReader);
