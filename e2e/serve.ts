/** Serves one worker of Playwright: the build, and an endpoint with the sample company and two regions that fail. */
import { sampleWorld } from "@/lib/aws-emulator/company/sample-world";
import { SAMPLE_REGIONS, sampleEnvironment } from "@/lib/scripts/sample-environment";
import { FAILING_REGIONS, REGION_FAULTS } from "./failing-regions";
import { serve } from "./serving";

/** Long enough to see a report pending, after a reload too. */
const REPORT_MS = 4_000;

await serve(Number(process.argv[2] ?? 0), {
  world: sampleWorld(new Date()),
  faults: REGION_FAULTS,
  reportMs: REPORT_MS,
  environment: (endpoint) => ({
    ...sampleEnvironment(endpoint, [...SAMPLE_REGIONS, ...FAILING_REGIONS]),
    // A test makes calls fail that went well in the test before: nothing may be kept between them.
    LEDGER_CACHE_SECONDS: "0",
    LEDGER_ALLOW_WRITES: "true",
  }),
});
