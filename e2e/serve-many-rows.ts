/** Serves one region with very many rows to an app that keeps them for the next who asks. */
import { bulkWorld } from "@/lib/aws-emulator/company/bulk-world";
import { sampleEnvironment } from "@/lib/scripts/sample-environment";
import { MANY_ROWS } from "./addresses";
import { serve } from "./serving";

const ENTRIES = 120_000;

await serve(MANY_ROWS, {
  world: bulkWorld(ENTRIES, new Date()),
  environment: (endpoint) => ({ ...sampleEnvironment(endpoint, ["us-east-1"]), LEDGER_CACHE_SECONDS: "60" }),
});
