import { addresses, PROVIDER, SIGN_IN } from "./addresses";

/** What sessions are sealed with. */
export const SECRET = "a secret for the browser tests alone";

/** What the provider knows the app by. */
export const CLIENT = { id: "ami-ledger", secret: "a client's secret for the browser tests" };

export const APP_URL = addresses(SIGN_IN).appUrl;
export const PROVIDER_URL = addresses(PROVIDER).appUrl;

/** The variables of an app at which people have to sign in. */
export const SIGN_IN_ENVIRONMENT = {
  LEDGER_AUTH: "oidc",
  LEDGER_OIDC_ISSUER: PROVIDER_URL,
  LEDGER_OIDC_CLIENT_ID: CLIENT.id,
  LEDGER_OIDC_CLIENT_SECRET: CLIENT.secret,
  LEDGER_APP_URL: APP_URL,
  LEDGER_SESSION_SECRET: SECRET,
  LEDGER_OPERATOR_GROUPS: "operators",
  LEDGER_VIEWER_GROUPS: "viewers",
  LEDGER_ALLOWED_DOMAINS: "example.com",
};
