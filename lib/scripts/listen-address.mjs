import { once } from "node:events";
import { createServer } from "node:net";
import { hostname } from "node:os";

/** EX_CONFIG of sysexits.h: a restart does not help. */
const MISCONFIGURED = 78;
const MAX_PORT = 65_535;

/**
 * Where the app listens: on this machine only, port 3000, unless `HOSTNAME` and `PORT` say otherwise.
 * Shells and containers set `HOSTNAME` to the machine's name of their own accord; nobody asked for that,
 * so it does not open the app to the network.
 *
 * @param {Readonly<Record<string, string | undefined>>} environment
 * @returns {{ host: string, port: number }}
 */
export function listenAddress({ HOSTNAME, PORT }) {
  const host = HOSTNAME === undefined || HOSTNAME === "" || HOSTNAME === hostname() ? "127.0.0.1" : HOSTNAME;
  return { host, port: PORT === undefined || PORT === "" ? 3000 : Number(PORT) };
}

/**
 * What keeps a server from listening there, in a sentence, or null.
 *
 * @param {{ host: string, port: number }} address
 * @returns {Promise<string | null>}
 */
export async function addressFault({ host, port }) {
  if (!Number.isInteger(port) || port < 1 || port > MAX_PORT) return `PORT: expected a whole number from 1 to ${MAX_PORT}.`;
  const server = createServer();
  server.listen(port, host);
  try {
    await once(server, "listening");
    return null;
  } catch (error) {
    return FAULTS[error.code]?.(host, port) ?? `HOSTNAME, PORT: port ${port} of ${host} cannot be had (${error.code}).`;
  } finally {
    await new Promise((resolve) => server.close(resolve));
  }
}

/** @type {Record<string, (host: string, port: number) => string>} */
const FAULTS = {
  EADDRINUSE: (host, port) => `PORT: port ${port} of ${host} is taken by another process.`,
  EACCES: (_, port) => `PORT: this user may not listen at port ${port}.`,
  EADDRNOTAVAIL: (host) => `HOSTNAME: this machine has no address ${host}.`,
  ENOTFOUND: (host) => `HOSTNAME: this machine has no address ${host}.`,
};

/** Ends the process with a sentence where it could not listen. */
export async function checkAddress() {
  const fault = await addressFault(listenAddress(process.env));
  if (fault === null) return;
  console.error(fault);
  process.exit(MISCONFIGURED);
}
