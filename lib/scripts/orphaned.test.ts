import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect, it } from "vitest";

const ORPHANED = pathToFileURL(join(import.meta.dirname, "orphaned.mjs")).href;
const PROGRAM = `
import { whenOrphaned } from ${JSON.stringify(ORPHANED)};
whenOrphaned(() => { console.log("orphaned"); process.exit(); });
console.log("began");
setTimeout(() => { console.log("went on"); process.exit(); }, 3_000);
`;

/** What a script of npm says, whose shell does this. */
async function said(shell: string): Promise<string> {
  const script = `${JSON.stringify(process.execPath)} --input-type=module --eval "$PROGRAM" ${shell}`;
  const child = spawn("sh", ["-c", script], {
    detached: true,
    env: { ...process.env, PROGRAM, npm_lifecycle_event: "start" },
    stdio: ["ignore", "pipe", "inherit"],
  });
  let output = "";
  child.stdout.on("data", (chunk: Buffer) => {
    output += chunk.toString();
  });
  await once(child, "close");
  return output;
}

it.runIf(process.platform === "linux")("a script ends whose shell had ended before its first line ran", async () => {
  expect(await said("& exit")).toBe("began\norphaned\n");
});

it("a script ends whose shell ends while it runs", async () => {
  expect(await said("& sleep 1")).toBe("began\norphaned\n");
});

it("a script goes on while its shell waits for it", async () => expect(await said("& wait")).toBe("began\nwent on\n"));

it("a script goes on that took the place of its shell", async () => expect(await said("")).toBe("began\nwent on\n"));
