import { historyLicenseConfigurations } from "@/lib/resources/history-license-configurations";
import { openLicenseHistory } from "@/lib/server/history/license-configurations";
import { methods } from "@/lib/server/http/methods";
import { derivedRoute } from "@/lib/server/http/rows-route";

export const dynamic = "force-dynamic";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({
  GET: derivedRoute(historyLicenseConfigurations, openLicenseHistory),
});
