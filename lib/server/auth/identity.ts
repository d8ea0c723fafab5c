import "server-only";
import type { AccessRules } from "./auth-config";
import type { Identity } from "./person";

type Claims = Readonly<Record<string, unknown>>;

/** A cookie holds 4 kB. Nobody needs more of a name to be recognized by. */
const LONGEST_NAME = 120;
const LONGEST_SUBJECT = 255;
const LONGEST_EMAIL = 320;

/** Who the claims of a provider speak of, or null where they name nobody. */
export function readIdentity(claims: Claims, rules: AccessRules): Identity | null {
  const subject = text(claims.sub, LONGEST_SUBJECT);
  if (subject === null) return null;
  const named = new Set([...rules.operatorGroups, ...(rules.viewerGroups ?? [])]);
  return {
    subject,
    name: (text(claims.name) ?? text(claims.preferred_username))?.slice(0, LONGEST_NAME) ?? null,
    email: text(claims.email, LONGEST_EMAIL),
    // Some providers send every value as text.
    emailVerified: claims.email_verified === true || claims.email_verified === "true",
    groups: groupsOf(claim(claims, rules.claim)).filter((group) => named.has(group)),
  };
}

/** Whether all that the rules ask about stands in the claims. */
export function saysAll(claims: Claims, rules: AccessRules): boolean {
  const asksForGroups = rules.viewerGroups !== null || rules.operatorGroups.length > 0;
  return typeof claims.email === "string" && (!asksForGroups || claim(claims, rules.claim) !== undefined);
}

/** A claim by its name, or by its path: `realm_access.roles`. Names with dots go first, as in `https://example.com/groups`. */
function claim(claims: Claims, name: string): unknown {
  if (Object.hasOwn(claims, name)) return claims[name];
  return name.split(".").reduce<unknown>((value, key) => (isRecord(value) && Object.hasOwn(value, key) ? value[key] : undefined), claims);
}

/** Groups are a list, or a text with commas between. */
function groupsOf(value: unknown): string[] {
  const values: unknown[] = typeof value === "string" ? value.split(",") : Array.isArray(value) ? value : [];
  return values.flatMap((group) => (typeof group === "string" && group.trim() !== "" ? [group.trim()] : []));
}

const text = (value: unknown, longest = Number.POSITIVE_INFINITY): string | null =>
  typeof value === "string" && value !== "" && value.length <= longest ? value : null;

const isRecord = (value: unknown): value is Claims => typeof value === "object" && value !== null;
