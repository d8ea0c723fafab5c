import { once } from "node:events";
import { createServer } from "node:net";
import { listenAddress } from "./listen-address.mjs";

async function isFree(host: string, port: number): Promise<boolean> {
  const server = createServer();
  try {
    server.listen(port, host);
    await once(server, "listening");
    return true;
  } catch {
    return false;
  } finally {
    await new Promise((resolve) => server.close(resolve));
  }
}

/** The first of a hundred ports from which `count` in a row are free. */
export async function freePorts(host: string, from: number, count: number): Promise<number> {
  for (let port = from; port < from + 100; port += 1) {
    const free = await Promise.all(Array.from({ length: count }, (_, index) => isFree(host, port + index)));
    if (free.every(Boolean)) return port;
  }
  throw new Error(`No free port on ${host} from ${from} to ${from + 99}.`);
}

/**
 * Where to listen: at the address and port that the environment asks for, or at the next free port.
 *
 * @throws when `PORT` asks for one that is taken.
 */
export async function freeAddress(): Promise<{ host: string; port: number }> {
  const { host, port } = listenAddress(process.env);
  if (await isFree(host, port)) return { host, port };
  if (process.env.PORT) throw new Error(`Port ${process.env.PORT} of ${host} is taken, or cannot be had. Set PORT to another one.`);
  const next = await freePorts(host, port + 1, 1);
  console.log(`Port ${port} is taken, so it is ${next}.`);
  return { host, port: next };
}
