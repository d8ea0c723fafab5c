import "server-only";
import { InvalidConfig } from "@/lib/aws/sdk/variables";
import { checkListening } from "@/lib/server/auth/listening";
import { AUTH_VARIABLES, readAuthConfig } from "@/lib/server/auth/read-auth-config";
import { CONFIG_VARIABLES, readConfig } from "@/lib/server/config/config";
import { checkForeignUrls } from "@/lib/server/config/foreign-urls";
import { checkNames } from "@/lib/server/config/variable-names";

/** EX_CONFIG of sysexits.h: a restart does not help. */
const MISCONFIGURED = 78;

const readAuth = () => readAuthConfig(process.env);

/** Ends a server's process where its configuration is wrong, with one line per fault. */
export const checkConfig = (): void => endWhereWrong(() => checkListening(readAuth()));

/** The same for a process that does not listen. */
export const checkVariables = (): void => endWhereWrong(readAuth);

function endWhereWrong(checkAuth: () => unknown): void {
  const checks = [
    () => readConfig(process.env),
    checkAuth,
    () => checkForeignUrls(process.env),
    () => checkNames(process.env, [...CONFIG_VARIABLES, ...AUTH_VARIABLES]),
  ];
  const faults = checks.flatMap(findFaults);
  if (faults.length > 0) endMisconfigured(faults);
}

/** Ends the process with the faults of its configuration. */
export function endMisconfigured(faults: readonly string[]): never {
  for (const fault of faults) console.error(fault);
  process.exit(MISCONFIGURED);
}

function findFaults(check: () => unknown): readonly string[] {
  try {
    check();
    return [];
  } catch (error) {
    if (error instanceof InvalidConfig) return error.faults;
    throw error;
  }
}
