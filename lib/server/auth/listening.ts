import "server-only";
import { Server } from "node:net";
import { InvalidConfig } from "@/lib/aws/sdk/variables";
import { ANYWHERE, type AuthConfig } from "./auth-config";
import { isLoopback } from "./loopback";

/**
 * Checks that without a sign-in nobody but this machine reaches the server. It looks at the sockets, since each way to start
 * a server names its address differently. A server without a socket, as on a serverless platform, counts as reachable.
 *
 * @throws InvalidConfig
 */
export function checkListening(config: AuthConfig): void {
  if (config.mode !== "none" || config.anywhere) return;
  const addresses = listeningAddresses();
  const open = addresses.filter((address) => !isLoopback(address));
  if (addresses.length > 0 && open.length === 0) return;
  const where = addresses.length === 0 ? "where it is not known who reaches it" : `at ${open.join(" and ")}`;
  throw new InvalidConfig([
    `LEDGER_AUTH: expected oidc or proxy to listen ${where}. ` +
      `Without a sign-in, listen at 127.0.0.1 (HOSTNAME), or let everybody in who reaches it: LEDGER_SERVE_ANYWHERE="${ANYWHERE}"`,
  ]);
}

/** The addresses at which this process listens. Node.js has always had this function, though undocumented. */
function listeningAddresses(): string[] {
  const tell: unknown = Reflect.get(process, "_getActiveHandles");
  const handles: unknown = typeof tell === "function" ? tell.call(process) : [];
  if (!Array.isArray(handles)) return [];
  return handles.flatMap((handle: unknown) => {
    const address = handle instanceof Server ? handle.address() : null;
    return address !== null && typeof address === "object" ? [address.address] : [];
  });
}
