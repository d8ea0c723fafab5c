import "server-only";
import type { Role } from "@/lib/core/role";
import type { AccessRules } from "./auth-config";
import type { Identity } from "./person";

/** What somebody may do here, or in a sentence why they may not enter. */
export type AccessDecision = { role: Role } | { refusal: string };

/** Decides by the rules of now, so that a changed rule counts for those who have signed in before it. */
export function authorize(identity: Identity, rules: AccessRules): AccessDecision {
  const refusal = domainRefusal(identity, rules.domains);
  if (refusal !== null) return { refusal };
  if (isIn(identity, rules.operatorGroups)) return { role: "operator" };
  if (rules.viewerGroups === null || isIn(identity, rules.viewerGroups)) return { role: "viewer" };
  return { refusal: "None of your groups may use AMI Ledger." };
}

function domainRefusal({ email, emailVerified }: Identity, domains: readonly string[] | null): string | null {
  if (domains === null) return null;
  if (email === null) return "Your provider did not tell your e-mail address, and only some domains may use AMI Ledger.";
  if (!emailVerified) return "Your provider does not vouch for your e-mail address.";
  const domain = email.slice(email.lastIndexOf("@") + 1).toLowerCase();
  return email.includes("@") && domains.includes(domain) ? null : "The domain of your e-mail address may not use AMI Ledger.";
}

const isIn = ({ groups }: Identity, named: readonly string[]): boolean => groups.some((group) => named.includes(group));
