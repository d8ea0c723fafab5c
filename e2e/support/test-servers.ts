import { bulkWorld } from "@/lib/dev/aws-emulator/company/bulk-world";
import { matrixWorld } from "@/lib/dev/aws-emulator/company/matrix-world";
import { sampleWorld } from "@/lib/dev/aws-emulator/company/sample-world";
import type { Fault } from "@/lib/dev/aws-emulator/faults";
import type { World } from "@/lib/dev/aws-emulator/world";
import { SAMPLE_REGIONS, sampleEnvironment } from "@/lib/scripts/sample-environment";
import { COMPANY, MANY_CELLS, MANY_ROWS, SIGN_IN, WORKERS } from "./addresses";
import { company, REGIONS, ROLES } from "./company";
import { FAILING_REGIONS, NO_ORGANIZATION, REGION_FAULTS } from "./failing-regions";
import { SIGN_IN_ENVIRONMENT } from "./sign-in-environment";

/** An app, and the endpoint behind it. */
export interface Place {
  world: (now: Date) => World;
  /** What goes wrong from the start. */
  faults?: readonly Fault[];
  /** How long a report that is created stays pending. */
  reportMs?: number;
  /** The app's, by the address of the endpoint. */
  environment: (endpoint: string) => NodeJS.ProcessEnv;
}

/** A test makes calls fail that went well in the test before: nothing may be kept between them. */
const KEEP_NOTHING = { LEDGER_CACHE_SECONDS: "0" };
const KEEP = { LEDGER_CACHE_SECONDS: "60" };

/** The sample company, and two regions that fail. */
const WORKER: Place = {
  world: sampleWorld,
  faults: REGION_FAULTS,
  // Long enough to see a report pending, after a reload too.
  reportMs: 4_000,
  environment: (endpoint) => ({
    ...sampleEnvironment(endpoint, [...SAMPLE_REGIONS, ...FAILING_REGIONS]),
    ...KEEP_NOTHING,
    LEDGER_ALLOW_WRITES: "true",
  }),
};

/** What is served, by the number of its place. */
export const PLACES: Readonly<Record<number, Place>> = {
  ...Object.fromEntries(Array.from({ length: WORKERS }, (_, worker) => [worker, WORKER])),
  // Many accounts, each in several regions, and an app that waits for AWS only briefly.
  [COMPANY]: {
    world: company,
    environment: (endpoint) => ({ ...sampleEnvironment(endpoint, REGIONS, ROLES), ...KEEP_NOTHING, LEDGER_CALL_SECONDS: "2" }),
  },
  [MANY_ROWS]: {
    world: (now) => bulkWorld(120_000, now),
    environment: (endpoint) => ({ ...sampleEnvironment(endpoint, ["us-east-1"]), ...KEEP }),
  },
  // Who is in the organization may not be listed.
  [MANY_CELLS]: {
    world: (now) => matrixWorld({ images: 200, accounts: 2_000 }, now),
    faults: NO_ORGANIZATION,
    environment: (endpoint) => ({ ...sampleEnvironment(endpoint, ["us-east-1"]), ...KEEP }),
  },
  [SIGN_IN]: {
    world: sampleWorld,
    environment: (endpoint) => ({ ...sampleEnvironment(endpoint, SAMPLE_REGIONS), ...KEEP_NOTHING, ...SIGN_IN_ENVIRONMENT }),
  },
};
