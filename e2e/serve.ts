/** Serves one worker of Playwright: the build, and an endpoint with the sample company and two regions that fail. */
import { sampleWorld } from "@/lib/aws-emulator/company/sample-world";
import { startEmulator } from "@/lib/aws-emulator/server";
import { interruption } from "@/lib/scripts/interruption";
import { SAMPLE_REGIONS, sampleEnvironment } from "@/lib/scripts/sample-environment";
import { startApp } from "@/lib/scripts/start-app";
import { addresses } from "./addresses";
import { FAILING_REGIONS, REGION_FAULTS } from "./failing-regions";

const { host, ports } = addresses(Number(process.argv[2] ?? 0));
const emulator = await startEmulator({ world: sampleWorld(new Date()), host, port: ports.aws, faults: REGION_FAULTS });
// A test makes calls fail that went well in the test before: nothing may be kept between them.
const env = { ...sampleEnvironment(emulator.url, [...SAMPLE_REGIONS, ...FAILING_REGIONS]), LEDGER_CACHE_SECONDS: "0" };
const app = await startApp(host, ports.app, { env, signal: interruption() });
const code = await app.ended;
await emulator.close();
process.exitCode = code;
