import { addressFault, checkAddress, listenAddress } from "./listen-address.mjs";

const isFree = async (host: string, port: number): Promise<boolean> => (await addressFault({ host, port })) === null;

/** The first of a hundred ports from which `count` in a row are free. */
export async function freePorts(host: string, from: number, count: number): Promise<number> {
  for (let port = from; port < from + 100; port += 1) {
    const free = await Promise.all(Array.from({ length: count }, (_, index) => isFree(host, port + index)));
    if (free.every(Boolean)) return port;
  }
  throw new Error(`No free port on ${host} from ${from} to ${from + 99}.`);
}

/**
 * Where to listen: at the address and port that the environment asks for, or at the next free port. Where `PORT` asks for one
 * that cannot be had, the process ends with a sentence.
 */
export async function freeAddress(): Promise<{ host: string; port: number }> {
  if (process.env.PORT) await checkAddress();
  const { host, port } = listenAddress(process.env);
  const free = await freePorts(host, port, 1);
  if (free !== port) console.log(`Port ${port} is taken, so it is ${free}.`);
  return { host, port: free };
}
