/** `npm run demo`: the app and an embedded AWS endpoint with an invented company in it. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sampleWorld } from "@/lib/dev/aws-emulator/company/sample-world";
import { startEmulator } from "@/lib/dev/aws-emulator/server";
import { build, isBuildCurrent } from "./current-build";
import { freePorts, isFree } from "./free-port";
import { interruption } from "./interruption";
import { listenAddress } from "./listen-address.mjs";
import { demoEnvironment } from "./sample-environment";
import { startApp } from "./start-app";

const signal = interruption();

async function demo(): Promise<number> {
  const { host, port } = await freeAddress();
  if (!(await isBuildCurrent())) {
    console.log("Building the app, which takes about half a minute …");
    await build(signal);
  }
  const emulator = await startEmulator({ world: sampleWorld(new Date()) });
  const dataDirectory = await mkdtemp(join(tmpdir(), "ami-ledger-"));
  try {
    const env = { ...demoEnvironment(emulator.url, dataDirectory), ...signInVariables() };
    const app = await startApp(host, port, { env, signal });
    console.log(`AMI Ledger with sample data: ${app.url}`);
    return await app.ended;
  } finally {
    await emulator.close();
    await rm(dataDirectory, { recursive: true, force: true });
  }
}

/** The invented company is nobody's secret, but who looks at it can be asked to sign in, to try that. */
function signInVariables(): NodeJS.ProcessEnv {
  const names =
    /^LEDGER_(?:AUTH|SERVE_ANYWHERE|APP_URL|SESSION_.+|OIDC_.+|PROXY_.+|ALB_.+|ROLE_CLAIM|.+_GROUPS|ALLOWED_DOMAINS|TRUSTED_EMAIL_ISSUER)$/;
  return { ...Object.fromEntries(Object.entries(process.env).filter(([name]) => names.test(name))), NODE_ENV: "production" };
}

/** A port that was asked for is not exchanged for another. */
async function freeAddress(): Promise<{ host: string; port: number }> {
  const { host, port } = listenAddress(process.env);
  if (await isFree(host, port)) return { host, port };
  if (process.env.PORT) throw new Error(`Port ${process.env.PORT} of ${host} is taken, or cannot be had. Set PORT to another one.`);
  const next = await freePorts(host, port + 1, 1);
  console.log(`Port ${port} is taken, so it is ${next}.`);
  return { host, port: next };
}

const code = await demo().catch((error: unknown) => {
  if (!signal.aborted) console.error(error instanceof Error ? error.message : error);
  return 1;
});
process.exitCode = signal.aborted ? 0 : code;
