import { createServer } from "node:net";
import { expect, it } from "vitest";
import { checkListening } from "./listening";

const ANYWHERE = { LEDGER_SERVE_ANYWHERE: "yes, without sign-in" };

it("without a sign-in, only this machine may reach the server", async () => {
  expect(() => checkListening({}), "where nothing listens").toThrow("where it is not known who reaches it");
  const own = await listen("127.0.0.1");
  expect(() => checkListening({})).not.toThrow();
  const open = await listen("0.0.0.0");
  expect(() => checkListening({})).toThrow(/^LEDGER_AUTH: expected oidc or proxy to listen at 0\.0\.0\.0\. /);
  expect(() => checkListening({ LEDGER_AUTH: " none " })).toThrow("LEDGER_AUTH");
  expect(() => checkListening(ANYWHERE)).not.toThrow();
  expect(() => checkListening({ LEDGER_AUTH: "oidc" })).not.toThrow();
  for (const server of [own, open]) server.close();
});

async function listen(host: string) {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, host, resolve));
  return server;
}
