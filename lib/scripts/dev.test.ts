import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { expect, it } from "vitest";
import { ROOT } from "./child";
import { freePorts } from "./free-port";

it("npm run dev serves the sample company, and ends with all that it started", { timeout: 180_000 }, async () => {
  const port = await freePorts("127.0.0.1", 4950, 1);
  const npm = spawn("npm", ["run", "dev"], {
    cwd: ROOT,
    env: { ...process.env, PORT: String(port), HOSTNAME: "127.0.0.1" },
    stdio: ["ignore", "pipe", "inherit"],
    // A group of its own, in which whatever is left over can be found.
    detached: true,
  });
  try {
    const url = await printedUrl(npm);
    expect(url).toBe(`http://127.0.0.1:${port}`);
    const answer = await fetch(`${url}/api/fast-launch-images?account=111122223333&region=us-east-1&format=json`);
    expect(await answer.json()).toMatchObject({
      complete: true,
      rows: expect.arrayContaining([expect.objectContaining({ state: "enabled" })]),
    });

    npm.kill("SIGTERM");

    await expect.poll(() => isRunning(npm), { timeout: 20_000, message: "processes are left" }).toBe(false);
  } finally {
    if (isRunning(npm)) signalGroup(npm, "SIGKILL");
  }
});

/** The address in the line that it prints once it answers. */
async function printedUrl(npm: ChildProcess): Promise<string | undefined> {
  let said = "";
  const ended = once(npm, "exit").then(() => Promise.reject(new Error(said)));
  const printed = new Promise<string | undefined>((resolve) => {
    npm.stdout?.on("data", (chunk: Buffer) => {
      said += chunk.toString();
      const line = /^AMI Ledger with sample data.*: (\S+)$/m.exec(said);
      if (line) resolve(line[1]);
    });
  });
  return Promise.race([printed, ended]);
}

const isRunning = (npm: ChildProcess): boolean => signalGroup(npm, 0);

/** Signals every process of the group. False where there is none. */
function signalGroup({ pid }: ChildProcess, signal: NodeJS.Signals | 0): boolean {
  try {
    return pid !== undefined && process.kill(-pid, signal);
  } catch {
    return false;
  }
}
