import "server-only";
import type { AccessRules } from "./auth-config";
import { claimText } from "./claim-values";
import { readEmail } from "./email-claims";
import { readGroups } from "./group-claims";
import type { Claims, Identity } from "./person";

/** A cookie holds 4 kB, and a name is recognized by less. */
const MAX_NAME_LENGTH = 120;
/** OpenID Connect Core 1.0, 2. */
const MAX_SUBJECT_LENGTH = 255;

/** Who the claims of a provider speak of, or null where they name nobody. */
export function readIdentity(claims: Claims, rules: AccessRules): Identity | null {
  const subject = claimText(claims.sub, MAX_SUBJECT_LENGTH);
  if (subject === null) return null;
  return {
    subject,
    name: (claimText(claims.name) ?? claimText(claims.preferred_username))?.slice(0, MAX_NAME_LENGTH) ?? null,
    ...readEmail(claims, rules.trustedEmailIssuer),
    ...readGroups(claims, rules),
  };
}

/** Whether a token leaves out anything that the rules ask about, or the address by which a person is called. */
export function isIncomplete(claims: Claims, rules: AccessRules): boolean {
  const { email, emailDoubt } = readEmail(claims, rules.trustedEmailIssuer);
  const asksForGroups = rules.viewerGroups !== null || rules.operatorGroups.length > 0;
  return (
    email === null ||
    (rules.domains !== null && emailDoubt === "email-not-vouched") ||
    (asksForGroups && readGroups(claims, rules).groupsDoubt === "groups-missing")
  );
}

/** The claims of a token, with those of user info that it lacks. `email_verified` speaks of the address beside it and of no other. */
export function withUserInfo(claims: Claims, userInfo: Claims): Claims {
  const isSettled = claims.email !== undefined && (claims.email_verified !== undefined || claims.email !== userInfo.email);
  const { email, email_verified } = isSettled ? claims : userInfo;
  return { ...userInfo, ...claims, email, email_verified };
}
