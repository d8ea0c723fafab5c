import "server-only";
import * as oidc from "openid-client";
import { z } from "zod";
import { returnTarget } from "@/lib/core/return-target";
import type { OidcConfig } from "./auth-config";
import { cookieName, readCookie, setCookie } from "./cookies";
import { decryptToken, encryptToken } from "./encrypted-token";
import { isIncomplete, readIdentity, withUserInfo } from "./identity";
import { discover } from "./oidc-provider";
import type { Identity } from "./person";
import { tokenOptions } from "./session";

/** Checks the way back from the provider. It waits in an encrypted cookie of the browser that began. */
const begun = z.object({ state: z.string(), nonce: z.string(), codeVerifier: z.string(), to: z.string() });

/** Time to sign in at the provider. */
const SIGN_IN_SECONDS = 10 * 60;

/** Where the browser goes, and the cookie that it takes along. */
interface Departure {
  location: URL;
  cookie: string;
}

/** Begins signing in at the provider. */
export async function beginSignIn(config: OidcConfig, to: string | null): Promise<Departure> {
  const provider = await discover(config);
  const [state, nonce, codeVerifier] = [oidc.randomState(), oidc.randomNonce(), oidc.randomPKCECodeVerifier()];
  const location = oidc.buildAuthorizationUrl(provider, {
    redirect_uri: callbackUrl(config),
    scope: config.scopes,
    state,
    nonce,
    code_challenge: await oidc.calculatePKCECodeChallenge(codeVerifier),
    code_challenge_method: "S256",
  });
  const token = await encryptToken({ state, nonce, codeVerifier, to: returnTarget(to) }, tokenOptions(config, "sign-in", SIGN_IN_SECONDS));
  return { location, cookie: setCookie(config, "sign-in", token, SIGN_IN_SECONDS) };
}

/** Deletes the cookie of a sign-in: it serves once, however the sign-in ends. */
export const endOfSignIn = (config: OidcConfig): string => setCookie(config, "sign-in", "", 0);

/**
 * Who has signed in, and the page that they came from. Null where this browser did not begin it, or too long ago.
 *
 * @throws the errors of openid-client where the provider refuses, or its answer is invalid.
 */
export async function finishSignIn(config: OidcConfig, request: Request): Promise<{ identity: Identity; to: string } | null> {
  const cookie = readCookie(request.headers, cookieName(config, "sign-in"));
  const payload = cookie === null ? null : await decryptToken(cookie, tokenOptions(config, "sign-in", SIGN_IN_SECONDS));
  const { data } = begun.safeParse(payload);
  const { search, searchParams } = new URL(request.url);
  if (!data || searchParams.get("state") !== data.state) return null;
  const identity = readIdentity(await verifiedClaims(config, search, data), config.accessRules);
  if (identity === null) throw new Error("The provider does not say who has signed in.");
  return { identity, to: returnTarget(data.to) };
}

/** The claims of the ID token, and of the provider's user info where the token is incomplete. */
async function verifiedClaims(config: OidcConfig, search: string, { state, nonce, codeVerifier }: z.infer<typeof begun>) {
  const provider = await discover(config);
  const tokens = await oidc.authorizationCodeGrant(provider, new URL(`${callbackUrl(config)}${search}`), {
    expectedState: state,
    expectedNonce: nonce,
    pkceCodeVerifier: codeVerifier,
    idTokenExpected: true,
  });
  const claims = { ...tokens.claims() };
  if (claims.sub === undefined || !provider.serverMetadata().userinfo_endpoint || !isIncomplete(claims, config.accessRules)) return claims;
  return withUserInfo(claims, await oidc.fetchUserInfo(provider, tokens.access_token, claims.sub));
}

/** Where the provider signs people out, or null where it does not. */
export async function endSessionUrl(config: OidcConfig): Promise<URL | null> {
  const provider = await discover(config);
  if (!provider.serverMetadata().end_session_endpoint) return null;
  return oidc.buildEndSessionUrl(provider, { client_id: config.clientId, post_logout_redirect_uri: `${config.appUrl}/sign-in` });
}

/** From the configuration: the host that a request names may be anybody's. */
const callbackUrl = ({ appUrl }: OidcConfig): string => `${appUrl}/api/auth/callback`;
