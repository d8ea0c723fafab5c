import "server-only";
import { isLoopback } from "@/lib/server/auth/loopback";
import type { Person } from "@/lib/server/auth/person";
import { readAuthConfig } from "@/lib/server/auth/read-auth-config";

/**
 * Whom a request is counted for: the person, or the address where nobody signs in. The nearest proxy writes the
 * address last, and Next.js where there is none. Null for whoever is at this machine: they run the app, and all
 * of them are one address.
 */
export function rateLimitKey({ id }: Person, headers: Headers): string | null {
  if (readAuthConfig(process.env).mode !== "none") return id;
  const address = headers.get("x-forwarded-for")?.split(",").at(-1)?.trim() ?? "";
  return address === "" || isLoopback(address) ? null : address;
}
