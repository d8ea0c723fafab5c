import "server-only";
import * as oidc from "openid-client";
import type { OidcConfig } from "./auth-config";

/** Clock skew allowance. */
const CLOCK_TOLERANCE_SECONDS = 60;
const TIMEOUT_SECONDS = 10;
/** Lifetime of a provider's metadata here. Providers announce new keys for longer than this. */
const METADATA_MS = 60 * 60_000;

let kept: { key: string; until: number; provider: Promise<oidc.Configuration> } | null = null;

/** The provider's metadata, read again after an hour, and at once where it did not answer. */
export function discover(config: OidcConfig): Promise<oidc.Configuration> {
  const key = `${config.issuer} ${config.clientId} ${config.clientSecret}`;
  if (kept !== null && kept.key === key && kept.until > Date.now()) return kept.provider;
  const provider = fetchMetadata(config);
  const mine = { key, until: Date.now() + METADATA_MS, provider };
  kept = mine;
  provider.catch(() => {
    if (kept === mine) kept = null;
  });
  return provider;
}

function fetchMetadata({ issuer, clientId, clientSecret }: OidcConfig): Promise<oidc.Configuration> {
  // Configuration allows http only for a provider on this machine.
  const execute = issuer.startsWith("http:") ? [oidc.allowInsecureRequests] : [];
  return oidc.discovery(
    new URL(issuer),
    clientId,
    { [oidc.clockTolerance]: CLOCK_TOLERANCE_SECONDS },
    clientSecret === null ? oidc.None() : withSecret(clientSecret),
    { execute, timeout: TIMEOUT_SECONDS },
  );
}

/** Sends the secret as the provider wants it: in the header where it does not say (OpenID Connect Discovery 1.0, 3). */
function withSecret(secret: string): oidc.ClientAuth {
  const basic = oidc.ClientSecretBasic(secret);
  const post = oidc.ClientSecretPost(secret);
  return (server, client, body, headers) => {
    const methods = server.token_endpoint_auth_methods_supported ?? ["client_secret_basic"];
    (methods.includes("client_secret_basic") ? basic : post)(server, client, body, headers);
  };
}
