import { claimText } from "./claim-values";
import { entraTenant, isEntra, isGoogle, isSameIssuer } from "./issuer";
import type { Claims, EmailDoubt, Identity } from "./person";

const MAX_EMAIL_LENGTH = 320;

type Email = Pick<Identity, "email" | "emailDoubt">;

/**
 * The address of somebody, and whether anybody vouches for it: their provider by `email_verified`, Entra ID by `xms_edov`,
 * or the operator for the one issuer that does not say. An address that the provider calls unverified never counts.
 */
export function readEmail(claims: Claims, trustedIssuer: string | null): Email {
  const email = claimText(claims.email, MAX_EMAIL_LENGTH);
  const issuer = claimText(claims.iss) ?? "";
  if (email !== null && isVerified(claims, issuer)) return { email, emailDoubt: verifiedDoubt(claims, issuer, email) };
  if (claims.email_verified !== undefined && claims.email_verified !== null)
    return { email, emailDoubt: email === null ? "email-missing" : "email-unverified" };
  if (trustedIssuer !== null)
    return isEntra(trustedIssuer) ? tenantEmail(claims, trustedIssuer, email) : trustedEmail(issuer, trustedIssuer, email);
  return { email, emailDoubt: email === null && !isEntra(issuer) ? "email-missing" : "email-not-vouched" };
}

/** Some providers send every value as text. */
const isTrue = (value: unknown): boolean => value === true || value === "true";

/** Entra ID says by `xms_edov` whether the owner of the address's domain is verified (Optional claims reference). */
const isVerified = ({ email_verified, xms_edov }: Claims, issuer: string): boolean =>
  isTrue(email_verified) || (isEntra(issuer) && (isTrue(xms_edov) || xms_edov === 1 || xms_edov === "1"));

function verifiedDoubt(claims: Claims, issuer: string, email: string): EmailDoubt | null {
  if (isGuestName(email)) return "email-of-guest";
  return isGoogle(issuer) && !isGoogleAuthoritative(claims, email) ? "email-not-managed" : null;
}

/**
 * Google verified the address of a personal account once, but whoever owned it may have left the domain since (Google
 * Identity, "Verify the Google ID token on your server side").
 */
const isGoogleAuthoritative = ({ hd }: Claims, email: string): boolean =>
  claimText(hd) !== null || /@(?:gmail|googlemail)\.com$/i.test(email);

/** A trusted issuer that is one organization: the address is as good as its administrators keep it. */
function trustedEmail(issuer: string, trustedIssuer: string, email: string | null): Email {
  if (!isSameIssuer(issuer, trustedIssuer)) return { email, emailDoubt: "email-of-other-tenant" };
  return { email, emailDoubt: email === null ? "email-missing" : null };
}

/**
 * A trusted tenant of Entra ID. The user principal name of a member ends in a domain that the tenant has proven to own;
 * `email` is whatever an administrator typed, and a guest's names are those of another organization.
 */
function tenantEmail(claims: Claims, trustedIssuer: string, email: string | null): Email {
  const tenant = entraTenant(trustedIssuer);
  const isOfTenant =
    tenant !== null && entraTenant(claimText(claims.iss) ?? "") === tenant && claimText(claims.tid)?.toLowerCase() === tenant;
  if (!isOfTenant) return { email, emailDoubt: "email-of-other-tenant" };
  if (isGuest(claims, tenant)) return { email, emailDoubt: "email-of-guest" };
  const principal = claimText(claims.preferred_username, MAX_EMAIL_LENGTH) ?? claimText(claims.upn, MAX_EMAIL_LENGTH);
  return principal === null ? { email, emailDoubt: "email-missing" } : { email: principal, emailDoubt: null };
}

/** `acct` is 0 for a member; `idp` names another issuer for a guest, and may be left out for a member (ID token claims reference). */
function isGuest({ iss, acct, idp, preferred_username, upn, unique_name, email }: Claims, tenant: string): boolean {
  if ([preferred_username, upn, unique_name, email].some((name) => typeof name === "string" && isGuestName(name))) return true;
  if (acct !== undefined && acct !== 0 && acct !== "0") return true;
  return idp !== undefined && idp !== iss && entraTenant(claimText(idp) ?? "") !== tenant;
}

/** `ann_example.org#EXT#@tenant.onmicrosoft.com`, in which some settings write `_` for `#`: the domain is not that of the person. */
const isGuestName = (name: string): boolean => /[#_]EXT[#_]@/i.test(name);
