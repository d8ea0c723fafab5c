import type { GroupsDoubt } from "@/lib/core/groups-doubt";
import type { AccessRules } from "./auth-config";
import { claimValue, isRecord } from "./claim-values";
import type { Claims, Identity } from "./person";

/** The groups of somebody that the rules name, and whether there may be more that did not arrive. */
export function readGroups(claims: Claims, rules: AccessRules): Pick<Identity, "groups" | "groupsDoubt"> {
  const named = new Set([...rules.operatorGroups, ...(rules.viewerGroups ?? [])]);
  const lists = rules.roleClaims.map((name) => groupList(name, claimValue(claims, name)));
  const groups = new Set(lists.flatMap((list) => list ?? []).filter((group) => named.has(group)));
  return { groups: [...groups], groupsDoubt: groupsDoubt(claims, rules.roleClaims, lists) };
}

function groupsDoubt(claims: Claims, roleClaims: readonly string[], lists: readonly (string[] | null)[]): GroupsDoubt | null {
  if (roleClaims.some((name) => isElsewhere(claims, name))) return "groups-overage";
  return lists.every((list) => list === null) ? "groups-missing" : null;
}

/**
 * Whether the provider keeps the values of a claim for itself and sends a pointer (OpenID Connect Core 1.0, 5.6.2). Entra ID does
 * so for more than 200 groups, or sends `hasgroups` alone (ID token claims reference, "Groups overage claim").
 */
function isElsewhere({ _claim_names, hasgroups }: Claims, name: string): boolean {
  const [root = name] = name.split(".");
  const isPointer = isRecord(_claim_names) && (Object.hasOwn(_claim_names, name) || Object.hasOwn(_claim_names, root));
  return isPointer || (name === "groups" && (hasgroups === true || hasgroups === "true"));
}

/** Groups are a list, or text with commas between. Null where they are neither. Cognito writes a list in a custom attribute as `[a, b]`. */
function groupList(name: string, value: unknown): string[] | null {
  if (typeof value === "string") return trimmed((name.startsWith("custom:") ? value.replace(/^\[(.*)\]$/s, "$1") : value).split(","));
  return Array.isArray(value) ? trimmed(value) : null;
}

const trimmed = (values: readonly unknown[]): string[] =>
  values.flatMap((value) => (typeof value === "string" && value.trim() !== "" ? [value.trim()] : []));
