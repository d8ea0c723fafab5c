import "server-only";
import type { GroupsDoubt } from "@/lib/core/groups-doubt";
import type { Role } from "@/lib/core/role";
import type { AccessRules } from "./auth-config";
import type { EmailDoubt, Identity } from "./person";

/** Why somebody may not enter. */
export type RefusalReason = EmailDoubt | GroupsDoubt | "domain-not-allowed" | "not-in-group";

/** Outcome of authorization: the role and any doubt about it, or the reason for refusal. */
export type AccessDecision = { role: Role; groupsDoubt: GroupsDoubt | null } | { refusal: RefusalReason };

/** Decides by the rules of now, so that a changed rule counts for those who have signed in before it. */
export function authorize(identity: Identity, rules: AccessRules): AccessDecision {
  const refusal = emailRefusal(identity, rules.domains);
  if (refusal !== null) return { refusal };
  if (isIn(identity, rules.operatorGroups)) return { role: "operator", groupsDoubt: null };
  const isViewer = rules.viewerGroups === null || isIn(identity, rules.viewerGroups);
  if (!isViewer) return { refusal: identity.groupsDoubt ?? "not-in-group" };
  return { role: "viewer", groupsDoubt: rules.operatorGroups.length === 0 ? null : identity.groupsDoubt };
}

function emailRefusal({ email, emailDoubt }: Identity, domains: readonly string[] | null): RefusalReason | null {
  if (domains === null) return null;
  if (emailDoubt !== null) return emailDoubt;
  const [, domain = ""] = /^[^@\s]+@([a-z\d.-]+)$/i.exec(email ?? "") ?? [];
  return domains.includes(domain.toLowerCase()) ? null : "domain-not-allowed";
}

const isIn = ({ groups }: Identity, named: readonly string[]): boolean => groups.some((group) => named.includes(group));
