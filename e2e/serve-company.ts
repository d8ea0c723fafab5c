/** Serves a company of many accounts, each in several regions, to an app that waits for AWS only briefly. */
import { sampleEnvironment } from "@/lib/scripts/sample-environment";
import { COMPANY } from "./addresses";
import { company, REGIONS, ROLES } from "./company";
import { serve } from "./serving";

await serve(COMPANY, {
  world: company(new Date()),
  environment: (endpoint) => ({
    ...sampleEnvironment(endpoint, REGIONS, ROLES),
    LEDGER_CALL_SECONDS: "2",
    LEDGER_CACHE_SECONDS: "0",
  }),
});
