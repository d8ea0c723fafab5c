import "server-only";
import { z } from "zod";
import { type Environment, optional, parseVariables, required, together, wholeNumber } from "@/lib/aws/sdk/variables";
import { accessRules, accessVariables, namesSomebody, ONE_TENANT, trustsOneOrganization } from "./access-variables";
import type { OidcConfig } from "./auth-config";
import { isOrigin, ORIGIN, secret, unread } from "./auth-variables";
import { isIssuer, isMultiTenant, isSameIssuer } from "./issuer";

const WORKDAY_SECONDS = 8 * 60 * 60;

export const oidcVariables = z.object({
  ...unread.none,
  ...unread.proxy,
  LEDGER_OIDC_ISSUER: required("the provider's https address, such as https://login.example.com", isIssuer).refine(
    (issuer) => !isMultiTenant(issuer),
    { error: `expected ${ONE_TENANT}: at this one each tenant's own administrators decide who has which role` },
  ),
  LEDGER_OIDC_CLIENT_ID: required("the id that the provider gave this app"),
  LEDGER_OIDC_CLIENT_SECRET: optional(),
  LEDGER_OIDC_SCOPES: optional("scopes separated by spaces, openid among them", (text) => text.split(/\s+/).includes("openid")),
  LEDGER_APP_URL: required(ORIGIN, isOrigin),
  LEDGER_SESSION_SECRET: secret("nobody can guess"),
  LEDGER_SESSION_SECONDS: wholeNumber(WORKDAY_SECONDS, 60, WORKDAY_SECONDS, " of seconds"),
  ...accessVariables,
});
type OidcVariables = z.output<typeof oidcVariables>;

const trustsItsProvider = together<OidcVariables>("LEDGER_TRUSTED_EMAIL_ISSUER", ["LEDGER_OIDC_ISSUER"], (variables) => {
  const { LEDGER_TRUSTED_EMAIL_ISSUER: trusted, LEDGER_OIDC_ISSUER: issuer } = variables;
  return trusted === null || isSameIssuer(trusted, issuer) ? null : "the address in LEDGER_OIDC_ISSUER";
});

const schema = oidcVariables
  .superRefine(...namesSomebody)
  .superRefine(...trustsOneOrganization)
  .superRefine(...trustsItsProvider);

/** @throws InvalidConfig */
export function readOidcConfig(environment: Environment): OidcConfig {
  const variables = parseVariables(schema, environment);
  return {
    mode: "oidc",
    issuer: variables.LEDGER_OIDC_ISSUER,
    clientId: variables.LEDGER_OIDC_CLIENT_ID,
    clientSecret: variables.LEDGER_OIDC_CLIENT_SECRET,
    scopes: variables.LEDGER_OIDC_SCOPES ?? "openid profile email",
    appUrl: variables.LEDGER_APP_URL.replace(/\/$/, ""),
    secret: variables.LEDGER_SESSION_SECRET,
    sessionSeconds: variables.LEDGER_SESSION_SECONDS,
    accessRules: accessRules(variables),
  };
}
