import { type ChildProcess, spawn } from "node:child_process";
import { join } from "node:path";

/** The root of the repository. */
export const ROOT = join(import.meta.dirname, "../..");

export interface ChildOptions {
  env: NodeJS.ProcessEnv;
  /** Ends the child. */
  signal: AbortSignal;
}

/** A finished child: its output and exit code. */
export interface Ended {
  code: number;
  output: string;
}

/** Runs a Node.js program to its end, in the root of the repository. Resolves, whatever its code. */
export async function runNode(args: readonly string[], { env, signal }: ChildOptions): Promise<Ended> {
  const child = spawn(process.execPath, args, { cwd: ROOT, env, signal, stdio: ["ignore", "pipe", "pipe"] });
  const output: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk: Buffer) => output.push(chunk));
  const code = await exitCode(child, "close");
  return { code, output: Buffer.concat(output).toString() };
}

/** The code a child ends with, 1 where a signal ended it. */
export function exitCode(child: ChildProcess, event: "exit" | "close" = "exit"): Promise<number> {
  return new Promise((resolve) => {
    // Ending it by its AbortSignal is reported as an error first; the end itself follows.
    child.on("error", () => {
      if (child.pid === undefined) resolve(1);
    });
    child.on(event, (code: number | null) => resolve(code ?? 1));
  });
}
