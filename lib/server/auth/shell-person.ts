import "server-only";
import type { GroupsDoubt } from "@/lib/core/groups-doubt";
import type { Role } from "@/lib/core/role";
import { authenticate, type Incoming } from "./authenticate";
import { readAuthConfig } from "./read-auth-config";

interface ShellPerson {
  /** Their name or address. Null where nobody has to sign in. */
  label: string | null;
  role: Role;
  groupsDoubt: GroupsDoubt | null;
  /** Whether this app signs people out. */
  signsOut: boolean;
}

/** Who looks at a page, as its frame shows them. Null for somebody who may not enter. */
export async function shellPerson(request: Incoming): Promise<ShellPerson | null> {
  const authentication = await authenticate(request);
  if (authentication.kind !== "person") return null;
  const { mode } = readAuthConfig(process.env);
  const { id, name, email, role, groupsDoubt } = authentication.person;
  return { label: mode === "none" ? null : (name ?? email ?? id), role, groupsDoubt, signsOut: mode === "oidc" };
}
