import { rowsRoute } from "@/lib/api/rows-route";
import { licenseConfigurationAssociationsReader } from "@/lib/aws/license-configuration-associations";
import { licenseConfigurationAssociations } from "@/lib/resources/license-configuration-associations";

export const dynamic = "force-dynamic";

export const GET = rowsRoute(licenseConfigurationAssociations, licenseConfigurationAssociationsReader);
