import "server-only";
import { AccessRefused } from "./access-refused";
import { type AuthConfig, readAuthConfig } from "./auth-config";
import type { Incoming } from "./authenticate";

/**
 * Checks that a page of this app sent a request that changes something. Browsers say where a request
 * comes from; what does not say so is refused, and a program that means it can send `Origin`.
 *
 * @throws AccessRefused
 */
export function checkSameOrigin({ headers }: Incoming): void {
  const site = headers.get("sec-fetch-site");
  const origin = headers.get("origin");
  if ((site === null || site === "same-origin") && origin !== null && isOwn(origin, headers.get("host"))) return;
  throw new AccessRefused("CrossSite", "Only a page of AMI Ledger itself may change something: the request's Origin is not its own.");
}

function isOwn(origin: string, host: string | null): boolean {
  const own = appUrl(readAuthConfig(process.env));
  if (own !== null) return origin === own;
  return URL.canParse(origin) && new URL(origin).host === host?.toLowerCase();
}

const appUrl = (config: AuthConfig): string | null => (config.mode === "none" ? null : config.appUrl);
