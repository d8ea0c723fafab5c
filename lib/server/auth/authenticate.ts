import "server-only";
import { type AuthConfig, readAuthConfig } from "./auth-config";
import { authorize } from "./authorize";
import { isLoopbackHost } from "./loopback";
import type { Identity, Person } from "./person";
import { proxyIdentity } from "./proxy-identity";
import { sessionIdentity } from "./session";

/** Anything with the headers of a request. */
export interface Incoming {
  headers: Headers;
}

/** How whoever sent a request stands here. */
export type Authentication =
  | { kind: "person"; person: Person }
  /** Nobody knows who it is. */
  | { kind: "anonymous"; message: string }
  /** Their provider knows them, but they may not enter. */
  | { kind: "refused"; identity: Identity; message: string }
  /** Without a sign-in, and not asked for by this machine's own name. */
  | { kind: "wrong-host"; message: string };

/** @throws InvalidConfig, or where the proxy's key cannot be had. */
export async function authenticate({ headers }: Incoming): Promise<Authentication> {
  const config = readAuthConfig(process.env);
  if (config.mode === "none") return openStanding(config.anywhere, headers.get("host"));
  const identity = await identityFrom(config, headers);
  if (identity === null) return { kind: "anonymous", message: ANONYMOUS[config.mode] };
  const accessRules = authorize(identity, config.accessRules);
  if ("refusal" in accessRules) return { kind: "refused", identity, message: accessRules.refusal };
  const { subject, name, email } = identity;
  return { kind: "person", person: { id: subject, name, email, role: accessRules.role } };
}

const ANONYMOUS = {
  oidc: "You are not signed in, or your session has ended.",
  proxy: "The proxy in front of AMI Ledger did not say, in a way that can be believed, who you are.",
};

const identityFrom = (config: Exclude<AuthConfig, { mode: "none" }>, headers: Headers): Promise<Identity | null> =>
  config.mode === "oidc" ? sessionIdentity(config, headers) : proxyIdentity(config, headers);

/** Whoever is at this machine runs the app, and may do what its credentials may. Others from elsewhere read only. */
function openStanding(anywhere: boolean, host: string | null): Authentication {
  if (anywhere) return { kind: "person", person: { ...ANYBODY, role: "viewer" } };
  if (isLoopbackHost(host)) return { kind: "person", person: { ...ANYBODY, role: "operator" } };
  return { kind: "wrong-host", message: "Without a sign-in, AMI Ledger answers only at this machine's own name, such as localhost." };
}

const ANYBODY = { id: "anybody", name: null, email: null };
