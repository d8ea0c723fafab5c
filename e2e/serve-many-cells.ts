/** Serves 200 images that 2,000 accounts use, to an app that keeps what it has read and may not list the organization. */
import { matrixWorld } from "@/lib/aws-emulator/company/matrix-world";
import { sampleEnvironment } from "@/lib/scripts/sample-environment";
import { MANY_CELLS } from "./addresses";
import { NO_ORGANIZATION } from "./failing-regions";
import { serve } from "./serving";

await serve(MANY_CELLS, {
  faults: NO_ORGANIZATION,
  world: matrixWorld({ images: 200, accounts: 2_000 }, new Date()),
  environment: (endpoint) => ({ ...sampleEnvironment(endpoint, ["us-east-1"]), LEDGER_CACHE_SECONDS: "60" }),
});
