import "server-only";
import { AccessRefused } from "./access-refused";
import type { AuthConfig } from "./auth-config";
import type { Incoming } from "./authenticate";
import { readAuthConfig } from "./read-auth-config";

/**
 * Checks that a page of this app sent a write. Browsers send `Origin` with it; a program has to send it too.
 *
 * @throws AccessRefused
 */
export function checkSameOrigin({ headers }: Incoming): void {
  const site = headers.get("sec-fetch-site");
  const origin = headers.get("origin");
  if ((site === null || site === "same-origin") && origin !== null && isOwn(origin, headers.get("host"))) return;
  throw new AccessRefused(
    "CrossSite",
    "Only pages of AMI Ledger may change anything: the Origin of this request is another one, or missing.",
  );
}

function isOwn(origin: string, host: string | null): boolean {
  const own = appUrl(readAuthConfig(process.env));
  if (own !== null) return origin === own;
  return URL.canParse(origin) && new URL(origin).host === host?.toLowerCase();
}

const appUrl = (config: AuthConfig): string | null => (config.mode === "none" ? null : config.appUrl);
