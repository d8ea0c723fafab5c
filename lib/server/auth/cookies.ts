import "server-only";
import type { OidcConfig } from "./auth-config";
import type { Purpose } from "./encrypted-token";

/** Browsers accept a `__Host-` cookie only from the host itself, over https. */
export function cookieName({ appUrl }: OidcConfig, purpose: Purpose): string {
  return `${appUrl.startsWith("https:") ? "__Host-" : ""}ledger-${purpose}`;
}

/** The value of a cookie that the browser sent, or null. */
export function readCookie(headers: Headers, name: string): string | null {
  for (const pair of (headers.get("cookie") ?? "").split(";")) {
    const [key = "", ...value] = pair.split("=");
    if (key.trim() === name) return value.join("=").trim();
  }
  return null;
}

/** A `Set-Cookie` header. 0 seconds delete the cookie. */
export function setCookie(config: OidcConfig, purpose: Purpose, value: string, seconds: number): string {
  const secure = config.appUrl.startsWith("https:") ? "; Secure" : "";
  return `${cookieName(config, purpose)}=${value}; Path=/; Max-Age=${seconds}; HttpOnly; SameSite=Lax${secure}`;
}
