import "server-only";
import { InvalidConfig, readConfig } from "@/lib/config";

/** EX_CONFIG of sysexits.h: trying again is no use before someone has changed the configuration. */
const MISCONFIGURED = 78;

/** Ends the process where its configuration is wrong, with one line per fault. */
export function checkConfig(): void {
  try {
    readConfig(process.env);
  } catch (error) {
    if (!(error instanceof InvalidConfig)) throw error;
    for (const fault of error.faults) console.error(fault);
    process.exit(MISCONFIGURED);
  }
}
