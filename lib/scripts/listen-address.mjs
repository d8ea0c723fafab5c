import { hostname } from "node:os";

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
