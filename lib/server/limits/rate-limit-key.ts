import "server-only";
import { isLoopback } from "@/lib/server/auth/loopback";
import type { Person } from "@/lib/server/auth/person";
import { readAuthConfig } from "@/lib/server/auth/read-auth-config";

/**
 * The key that a request counts for: the person, or without a sign-in the address. The nearest proxy, or else Next.js, writes
 * the address last. Null for this machine, where all share one address and run the app.
 */
export function rateLimitKey({ id }: Person, headers: Headers): string | null {
  if (readAuthConfig(process.env).mode !== "none") return id;
  const address = headers.get("x-forwarded-for")?.split(",").at(-1)?.trim() ?? "";
  return address === "" || isLoopback(address) ? null : address;
}
