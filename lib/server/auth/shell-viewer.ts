import "server-only";
import type { Role } from "@/lib/core/role";
import { readAuthConfig } from "./auth-config";
import { authenticate, type Incoming } from "./authenticate";

/** What a page shows of whoever looks at it, or null where it is nobody who may enter. */
export async function shellViewer(request: Incoming): Promise<{ label: string | null; role: Role; signsOut: boolean } | null> {
  const authentication = await authenticate(request);
  if (authentication.kind !== "person") return null;
  const { mode } = readAuthConfig(process.env);
  const { id, name, email, role } = authentication.person;
  return { label: mode === "none" ? null : (name ?? email ?? id), role, signsOut: mode === "oidc" };
}
