/** Keeps a second process from the folder of an embedded database: PGlite itself would let it in, and rows would be lost. */
import { once } from "node:events";
import { stat, unlink } from "node:fs/promises";
import { connect, createServer } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";

const SOCKET = "database.lock";
/** Two processes that find the socket of one that was killed have both taken it over within this time. */
const TAKEOVER_MS = 200;

export class FolderTaken extends Error {
  constructor() {
    super("Another process has the embedded database in this folder open.");
  }
}

/**
 * Holds the working directory until this process ends, however it ends: the operating system closes a socket, and knows of no
 * process by the same number.
 *
 * @throws FolderTaken
 */
export async function lockFolder() {
  if (await listens()) return;
  if (await answers()) throw new FolderTaken();
  await unlink(SOCKET).catch(() => undefined);
  if (!(await listens())) throw new FolderTaken();
  const { ino } = await stat(SOCKET);
  await sleep(TAKEOVER_MS);
  const now = await stat(SOCKET).catch(() => null);
  if (now?.ino !== ino) throw new FolderTaken();
}

/** Whether the socket is ours now. */
async function listens() {
  const server = createServer((socket) => socket.destroy()).unref();
  server.listen(SOCKET);
  try {
    await once(server, "listening");
    return true;
  } catch (error) {
    if (error.code === "EADDRINUSE") return false;
    throw error;
  }
}

/** Whether somebody listens at the socket. */
async function answers() {
  const socket = connect(SOCKET);
  try {
    await once(socket, "connect");
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}
