import { createServer } from "node:net";
import { expect, it } from "vitest";
import { checkListening } from "./listening";
import { oidcConfig } from "./test-support";

const NOBODY_SIGNS_IN = { mode: "none", anywhere: false } as const;

it("without a sign-in, only this machine may reach the server", async () => {
  expect(() => checkListening(NOBODY_SIGNS_IN), "where nothing listens").toThrow("where it is not known who reaches it");
  const own = await listen("127.0.0.1");
  expect(() => checkListening(NOBODY_SIGNS_IN)).not.toThrow();
  const open = await listen("0.0.0.0");
  expect(() => checkListening(NOBODY_SIGNS_IN)).toThrow(/^LEDGER_AUTH: expected oidc or proxy to listen at 0\.0\.0\.0\. /);
  expect(() => checkListening({ ...NOBODY_SIGNS_IN, anywhere: true })).not.toThrow();
  expect(() => checkListening(oidcConfig())).not.toThrow();
  for (const server of [own, open]) server.close();
});

async function listen(host: string) {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, host, resolve));
  return server;
}
