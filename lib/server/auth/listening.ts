import "server-only";
import { Server } from "node:net";
import { InvalidConfig } from "@/lib/core/invalid-config";
import { ANYWHERE } from "./auth-config";
import { isLoopback } from "./loopback";

/**
 * Checks that without a sign-in nobody but this machine reaches the server. The sockets themselves are
 * asked: how a server is told where to listen differs with how it is started. One that has none, as where
 * a platform calls it, is reached in ways that are not known here.
 *
 * @throws InvalidConfig
 */
export function checkListening(environment: Readonly<Record<string, string | undefined>>): void {
  const mode = environment.LEDGER_AUTH?.trim() || "none";
  if (mode !== "none" || environment.LEDGER_SERVE_ANYWHERE?.trim()) return;
  const addresses = listeningAddresses();
  const open = addresses.filter((address) => !isLoopback(address));
  if (addresses.length > 0 && open.length === 0) return;
  const where = addresses.length === 0 ? "where it is not known who reaches it" : `at ${open.join(" and ")}`;
  throw new InvalidConfig([
    `LEDGER_AUTH: expected oidc or proxy to listen ${where}. ` +
      `Without a sign-in, listen at 127.0.0.1 (HOSTNAME), or let everybody in who reaches it: LEDGER_SERVE_ANYWHERE="${ANYWHERE}"`,
  ]);
}

/** Where this process listens. Node.js has told so for as long as it exists, though not in its documentation. */
function listeningAddresses(): string[] {
  const tell: unknown = Reflect.get(process, "_getActiveHandles");
  const handles: unknown = typeof tell === "function" ? tell.call(process) : [];
  if (!Array.isArray(handles)) return [];
  return handles.flatMap((handle: unknown) => {
    const address = handle instanceof Server ? handle.address() : null;
    return address !== null && typeof address === "object" ? [address.address] : [];
  });
}
