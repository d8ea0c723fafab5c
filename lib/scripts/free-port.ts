import { once } from "node:events";
import { createServer } from "node:net";

export async function isFree(host: string, port: number): Promise<boolean> {
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
