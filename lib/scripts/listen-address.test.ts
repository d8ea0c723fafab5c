import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import { text } from "node:stream/consumers";
import { expect, it } from "vitest";
import { ROOT } from "./child";
import { addressFault, listenAddress } from "./listen-address.mjs";

it.each(["abc", "0", "65536", "-1", "3000.5", "0x", "1e9"])("a port that is none is a fault in one sentence: %s", async (PORT) => {
  expect(await addressFault(listenAddress({ PORT }))).toBe("PORT: expected a whole number from 1 to 65535.");
});

it("a host that is not this machine's is a fault in one sentence", async () => {
  expect(await addressFault({ host: "192.0.2.1", port: 3000 })).toBe("HOSTNAME: this machine has no address 192.0.2.1.");
});

it.each([
  ["npm start", ["lib/scripts/start.mjs"]],
  ["the container", ["--import", "./lib/scripts/check-address.mjs", "--eval", "setInterval(() => {}, 1000)"]],
])("where the port is taken, %s ends with code 78 and one sentence", async (_, args) => {
  const other = createServer().listen(0, "127.0.0.1");
  await once(other, "listening");
  const address = other.address();
  const port = typeof address === "object" ? address?.port : null;
  const child = spawn(process.execPath, args, { cwd: ROOT, env: { ...process.env, PORT: `${port}` }, stdio: ["ignore", "ignore", "pipe"] });
  const [said, [code]] = await Promise.all([text(child.stderr), once(child, "exit")]);
  other.close();

  expect(said).toBe(`PORT: port ${port} of 127.0.0.1 is taken by another process.\n`);
  expect(code).toBe(78);
});
