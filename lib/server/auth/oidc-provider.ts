import "server-only";
import * as oidc from "openid-client";
import type { OidcConfig } from "./auth-config";

/** The clock of the provider may differ from ours by this. */
const CLOCK_TOLERANCE_SECONDS = 60;
const PATIENCE_SECONDS = 10;
/** Providers change their keys and addresses rarely, and announce it for longer than this. */
const KEPT_MS = 60 * 60_000;

let kept: { key: string; until: number; provider: Promise<oidc.Configuration> } | null = null;

/** What the provider tells about itself. Asked for again after an hour, and at once where it did not answer. */
export function discover(config: OidcConfig): Promise<oidc.Configuration> {
  const key = `${config.issuer} ${config.clientId} ${config.clientSecret}`;
  if (kept !== null && kept.key === key && kept.until > Date.now()) return kept.provider;
  const provider = ask(config);
  const mine = { key, until: Date.now() + KEPT_MS, provider };
  kept = mine;
  provider.catch(() => {
    if (kept === mine) kept = null;
  });
  return provider;
}

function ask({ issuer, clientId, clientSecret }: OidcConfig): Promise<oidc.Configuration> {
  // The configuration allows http for a provider on this machine alone.
  const execute = issuer.startsWith("http:") ? [oidc.allowInsecureRequests] : [];
  return oidc.discovery(
    new URL(issuer),
    clientId,
    { [oidc.clockTolerance]: CLOCK_TOLERANCE_SECONDS },
    clientSecret === null ? oidc.None() : withSecret(clientSecret),
    { execute, timeout: PATIENCE_SECONDS },
  );
}

/** Sends the secret as the provider wants it; one that does not say wants it in the header (OpenID Connect Discovery 1.0, 3). */
function withSecret(secret: string): oidc.ClientAuth {
  const basic = oidc.ClientSecretBasic(secret);
  const post = oidc.ClientSecretPost(secret);
  return (server, client, body, headers) => {
    const methods = server.token_endpoint_auth_methods_supported ?? ["client_secret_basic"];
    (methods.includes("client_secret_basic") ? basic : post)(server, client, body, headers);
  };
}
