import "server-only";
import type { AuthConfig } from "./auth-config";
import { logDecision } from "./authorization-log";
import { authorize, type RefusalReason } from "./authorize";
import { isLoopbackHost } from "./loopback";
import type { Identity, Person } from "./person";
import { proxyIdentity } from "./proxy-identity";
import { readAuthConfig } from "./read-auth-config";
import { REFUSAL_WORDS } from "./refusal-words";
import { sessionIdentity } from "./session";

/** Anything with the headers of a request: pages have no more of it. */
export type Incoming = Pick<Request, "headers">;

/** Who sent a request, as far as that is known. */
export type Authentication =
  | { kind: "person"; person: Person }
  | { kind: "anonymous"; message: string }
  /** Their provider knows them, but they may not enter. */
  | { kind: "refused"; identity: Identity; reason: RefusalReason; message: string }
  /** Without a sign-in, and not addressed by this machine's own name. */
  | { kind: "wrong-host"; message: string };

/** @throws InvalidConfig, or where the load balancer's key cannot be fetched. */
export async function authenticate({ headers }: Incoming): Promise<Authentication> {
  const config = readAuthConfig(process.env);
  if (config.mode === "none") return withoutSignIn(config.anywhere, headers.get("host"));
  const identity = await readSender(config, headers);
  if (identity === null) return { kind: "anonymous", message: ANONYMOUS[config.mode] };
  const decision = authorize(identity, config.accessRules);
  logDecision(identity, decision);
  if ("refusal" in decision) {
    return { kind: "refused", identity, reason: decision.refusal, message: REFUSAL_WORDS[decision.refusal].person };
  }
  const { subject, name, email } = identity;
  return { kind: "person", person: { id: subject, name, email, ...decision } };
}

const ANONYMOUS = {
  oidc: "You are not signed in, or your session has ended.",
  proxy: "The proxy in front of AMI Ledger sent no valid proof of who you are.",
};

const readSender = (config: Exclude<AuthConfig, { mode: "none" }>, headers: Headers): Promise<Identity | null> =>
  config.mode === "oidc" ? sessionIdentity(config, headers) : proxyIdentity(config, headers);

/** Whoever is at this machine runs the app, and may do what its credentials may. Others read only. */
function withoutSignIn(anywhere: boolean, host: string | null): Authentication {
  if (anywhere) return { kind: "person", person: { ...ANYBODY, role: "viewer" } };
  if (isLoopbackHost(host)) return { kind: "person", person: { ...ANYBODY, role: "operator" } };
  return { kind: "wrong-host", message: "Without a sign-in, AMI Ledger answers only at this machine's own name, such as localhost." };
}

const ANYBODY = { id: "anybody", name: null, email: null, groupsDoubt: null };
