import type { Role } from "@/lib/core/role";

/** Who somebody is, as far as their provider says so. */
export interface Identity {
  /** The provider's own name for them, which stays the same. */
  subject: string;
  name: string | null;
  email: string | null;
  /** The provider vouches for the address. */
  emailVerified: boolean;
  /** Those groups of theirs that the configuration names. */
  groups: string[];
}

/** Somebody who may enter. */
export interface Person {
  /** Tells people apart, for limits and logs. */
  id: string;
  name: string | null;
  email: string | null;
  role: Role;
}

/** What somebody is called in a log and beside what they asked for. */
export const personName = ({ id, name, email }: Person): string => email ?? name ?? id;
