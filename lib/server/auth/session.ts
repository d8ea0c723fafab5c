import "server-only";
import { z } from "zod";
import type { OidcConfig } from "./auth-config";
import { cookieName, readCookie, setCookie } from "./cookies";
import { decryptToken, encryptToken, type Purpose } from "./encrypted-token";
import type { Identity } from "./person";

const identity = z.object({
  subject: z.string(),
  name: z.string().nullable(),
  email: z.string().nullable(),
  emailVerified: z.boolean(),
  groups: z.array(z.string()),
});

/** What is needed to seal and to open: a session of another app, provider or client is none here. */
export function tokenOptions(config: OidcConfig, purpose: Purpose, seconds: number) {
  return { secret: config.secret, purpose, audience: `${config.appUrl} ${config.issuer} ${config.clientId}`, seconds };
}

/** The cookie that says from now on who somebody is. */
export async function sessionCookie(config: OidcConfig, person: Identity): Promise<string> {
  const { sessionSeconds } = config;
  return setCookie(
    config,
    "session",
    await encryptToken({ identity: person }, tokenOptions(config, "session", sessionSeconds)),
    sessionSeconds,
  );
}

/** Who sent a request, as their cookie says. Null where there is none that is to be believed. */
export async function sessionIdentity(config: OidcConfig, headers: Headers): Promise<Identity | null> {
  const cookie = readCookie(headers, cookieName(config, "session"));
  if (cookie === null) return null;
  const opened = await decryptToken(cookie, tokenOptions(config, "session", config.sessionSeconds));
  return identity.safeParse(opened?.identity).data ?? null;
}
