import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { ROOT } from "@/lib/scripts/child";

/** What a process has used: processor time since its start, and the most memory since the last reset. */
export interface Usage {
  cpuMs: number;
  peakBytes: number;
}

const HOOK = join(ROOT, "lib/dev/bench/usage-hook.mjs");

/** A Node.js program in a process of its own, which can be asked what it has used. */
export function startMeasured(
  program: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv,
  execArgv: readonly string[] = [],
): ChildProcess {
  return fork(program, args, { cwd: ROOT, env, execArgv: [...execArgv, "--import", HOOK], stdio: ["ignore", "ignore", "inherit", "ipc"] });
}

/** Asks a process what it has used so far. A reset begins the memory's peak anew. */
export async function usageOf(child: ChildProcess, message: "usage" | "reset" = "usage"): Promise<Usage> {
  const answer = once(child, "message");
  child.send(message);
  const [usage] = await answer;
  return usage;
}
