import "server-only";
import { createHash, randomUUID } from "node:crypto";
import { z } from "zod";
import { GROUPS_DOUBTS } from "@/lib/core/groups-doubt";
import type { AccessRules, OidcConfig } from "./auth-config";
import { cookieName, readCookie, setCookie } from "./cookies";
import { decryptToken, encryptToken, type Purpose } from "./encrypted-token";
import { endSession, isEnded } from "./ended-sessions";
import { EMAIL_DOUBTS, type Identity } from "./person";

const identity = z.object({
  subject: z.string(),
  name: z.string().nullable(),
  email: z.string().nullable(),
  emailDoubt: z.enum(EMAIL_DOUBTS).nullable(),
  groups: z.array(z.string()),
  groupsDoubt: z.enum(GROUPS_DOUBTS).nullable(),
});

/** Options for a token of this app at this provider: one that another app, provider or client made is invalid. */
export function tokenOptions(config: OidcConfig, purpose: Purpose, seconds: number) {
  const audience = `${config.appUrl} ${config.issuer} ${config.clientId} ${claimsDigest(config.accessRules)}`;
  return { secret: config.secret, purpose, audience, seconds };
}

/**
 * Stands for the rules by which a session keeps a part of somebody's claims. When these change, the session may lack a group
 * that now decides, or hold an address that is not trusted any more: people sign in again.
 */
function claimsDigest({ roleClaims, operatorGroups, viewerGroups, trustedEmailIssuer }: AccessRules): string {
  const rules = JSON.stringify([roleClaims, operatorGroups, viewerGroups, trustedEmailIssuer]);
  return createHash("sha256").update(rules).digest("base64url");
}

/** A signed-in browser. `until`: when its cookie expires, ISO 8601. */
interface Session {
  id: string;
  identity: Identity;
  until: string;
}

const content = z.object({ id: z.string(), identity, exp: z.number() });

/** The cookie that says from now on who somebody is. */
export async function sessionCookie(config: OidcConfig, person: Identity): Promise<string> {
  const { sessionSeconds } = config;
  const token = await encryptToken({ id: randomUUID(), identity: person }, tokenOptions(config, "session", sessionSeconds));
  return setCookie(config, "session", token, sessionSeconds);
}

/** Who sent a request, by their cookie. Null without a valid one, and where they have signed out since they got it. */
export async function sessionIdentity(config: OidcConfig, headers: Headers): Promise<Identity | null> {
  const session = await readSession(config, headers);
  return session === null || (await isEnded(session.id)) ? null : session.identity;
}

/** Ends the session of a request: its cookie, and every copy of it, is not valid any more. */
export async function endSessionOf(config: OidcConfig, headers: Headers): Promise<void> {
  const session = await readSession(config, headers);
  if (session !== null) await endSession({ id: session.id, until: session.until });
}

async function readSession(config: OidcConfig, headers: Headers): Promise<Session | null> {
  const cookie = readCookie(headers, cookieName(config, "session"));
  if (cookie === null) return null;
  const payload = await decryptToken(cookie, tokenOptions(config, "session", config.sessionSeconds));
  const { data } = content.safeParse(payload);
  return data ? { id: data.id, identity: data.identity, until: new Date(data.exp * 1_000).toISOString() } : null;
}
