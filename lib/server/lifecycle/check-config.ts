import "server-only";
import { InvalidConfig } from "@/lib/core/invalid-config";
import { readAuthConfig } from "@/lib/server/auth/auth-config";
import { checkListening } from "@/lib/server/auth/listening";
import { readConfig } from "@/lib/server/config/config";

/** EX_CONFIG of sysexits.h: trying again is no use before someone has changed the configuration. */
const MISCONFIGURED = 78;

/** Ends the process where its configuration is wrong, with one line per fault. */
export function checkConfig(): void {
  const checks = [readConfig, readAuthConfig, checkListening];
  const faults = checks.flatMap((check) => faultsOf(() => check(process.env)));
  if (faults.length > 0) endMisconfigured(faults);
}

/** Ends the process with what is wrong with its configuration. */
export function endMisconfigured(faults: readonly string[]): never {
  for (const fault of faults) console.error(fault);
  process.exit(MISCONFIGURED);
}

function faultsOf(check: () => unknown): readonly string[] {
  try {
    check();
    return [];
  } catch (error) {
    if (error instanceof InvalidConfig) return error.faults;
    throw error;
  }
}
