import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sampleWorld } from "@/lib/dev/aws-emulator/company/sample-world";
import { startEmulator } from "@/lib/dev/aws-emulator/server";
import { demoEnvironment } from "./sample-environment";

/** Runs an app over the sample company: hands it the environment that leads there, and removes the company once the app has ended. */
export async function withSampleCompany(run: (env: NodeJS.ProcessEnv) => Promise<number>): Promise<number> {
  const emulator = await startEmulator({ world: sampleWorld(new Date()) });
  const dataDirectory = await mkdtemp(join(tmpdir(), "ami-ledger-"));
  try {
    return await run(demoEnvironment(emulator.url, dataDirectory));
  } finally {
    await emulator.close();
    await rm(dataDirectory, { recursive: true, force: true });
  }
}
