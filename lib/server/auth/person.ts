import type { GroupsDoubt } from "@/lib/core/groups-doubt";
import type { Role } from "@/lib/core/role";

/** Claims of the identity provider. */
export type Claims = Readonly<Record<string, unknown>>;

export const EMAIL_DOUBTS = [
  "email-missing",
  "email-unverified",
  "email-not-vouched",
  "email-of-guest",
  "email-of-other-tenant",
  "email-not-managed",
] as const;

/** Why the domain of an email address is not trusted. */
export type EmailDoubt = (typeof EMAIL_DOUBTS)[number];

/** Identity as the provider asserts it. */
export interface Identity {
  /** The provider's own name for them, which stays the same. */
  subject: string;
  name: string | null;
  email: string | null;
  /** Null: somebody vouches for the address. */
  emailDoubt: EmailDoubt | null;
  /** The person's groups that the configuration names. */
  groups: string[];
  /** Null: `groups` has all of them. */
  groupsDoubt: GroupsDoubt | null;
}

/** Somebody who may enter. */
export interface Person {
  /** Tells people apart, for limits and logs. */
  id: string;
  name: string | null;
  email: string | null;
  role: Role;
  /** Why they might be an operator although they are a viewer, or null. */
  groupsDoubt: GroupsDoubt | null;
}

/** Display name in logs and beside report requests. */
export const personName = ({ id, name, email }: Person): string => email ?? name ?? id;

export const identityName = ({ subject, name, email }: Identity): string => email ?? name ?? subject;
