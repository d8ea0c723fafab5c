/** A real OpenID Connect provider on loopback, with some people in it. */
import { once } from "node:events";
import type { Server } from "node:http";
import { Provider } from "oidc-provider";
import { CLIENT } from "./sign-in-environment";

const ELSEWHERE = { _claim_names: { groups: "src1" }, _claim_sources: { src1: { endpoint: "https://graph.example.com/groups" } } };

/** Who can sign in. Any password does. */
const PEOPLE: Record<string, Record<string, unknown>> = {
  ann: { name: "Ann Operator", email: "ann@example.com", email_verified: true, groups: ["operators"] },
  bob: { name: "Bob Viewer", email: "bob@example.com", email_verified: true, groups: ["staff", "viewers"] },
  // The provider says nothing about the address.
  uma: { name: "Uma Unverified", email: "uma@example.com", groups: ["viewers"] },
  // In more groups than the provider sends: it points to them.
  max: { name: "Max Many", email: "max@example.com", email_verified: true, ...ELSEWHERE },
  sam: { name: "Sam Some", email: "sam@example.com", email_verified: true, groups: ["viewers"], ...ELSEWHERE },
  eve: { name: "Eve Elsewhere", email: "eve@example.com", email_verified: true, groups: ["others"] },
};

/** How long what it says of a person is good for. */
const TOKEN_SECONDS = 60;

/** Serves at its port until it is closed. `PUT /_clock` with a number puts its clock back by so many seconds. */
export async function serveProvider(host: string, port: number, appUrl: string): Promise<Server> {
  let behindMs = 0;
  const now = Date.now;
  Date.now = () => now() - behindMs;
  const provider = new Provider(`http://${host}:${port}`, {
    clients: [
      {
        client_id: CLIENT.id,
        client_secret: CLIENT.secret,
        redirect_uris: [`${appUrl}/api/auth/callback`],
        post_logout_redirect_uris: [`${appUrl}/sign-in`],
      },
    ],
    claims: { openid: ["sub"], profile: ["name", "groups"], email: ["email", "email_verified"] },
    findAccount: (_, accountId) => {
      const claims = PEOPLE[accountId];
      return claims && { accountId, claims: () => ({ ...claims, sub: accountId }) };
    },
    ttl: { IdToken: TOKEN_SECONDS, AccessToken: 600, AuthorizationCode: 60, Session: 3_600, Grant: 3_600, Interaction: 600 },
    pkce: { required: () => true },
    cookies: { keys: ["a key for the tests alone"] },
    // Everybody agrees to be known by the app.
    loadExistingGrant: async ({ oidc }) => {
      if (oidc.client === undefined || oidc.session?.accountId === undefined) return undefined;
      const grant = new oidc.provider.Grant({ clientId: oidc.client.clientId, accountId: oidc.session.accountId });
      grant.addOIDCScope("openid profile email");
      await grant.save();
      return grant;
    },
  });
  provider.use(async (ctx, next) => {
    if (ctx.method !== "PUT" || ctx.path !== "/_clock") return next();
    behindMs = Number(ctx.query.behind) * 1_000;
    ctx.status = 204;
  });
  const server = provider.listen(port, host);
  await once(server, "listening");
  return server;
}
