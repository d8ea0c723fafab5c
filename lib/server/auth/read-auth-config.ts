import "server-only";
import { z } from "zod";
import { memoized, oneOf, optional, parseVariables } from "@/lib/aws/sdk/variables";
import { ANYWHERE, type AuthConfig } from "./auth-config";
import { unread } from "./auth-variables";
import { oidcVariables, readOidcConfig } from "./oidc-variables";
import { albVariables, headerVariables, readProxyConfig } from "./proxy-variables";

const mode = z.object({ LEDGER_AUTH: oneOf(["oidc", "proxy", "none"], "none") });

const noneVariables = z.object({
  LEDGER_SERVE_ANYWHERE: optional(`“${ANYWHERE}” in just these words, or nothing`, (text) => text === ANYWHERE),
  ...unread.oidc,
  ...unread.proxy,
  ...unread.oidcOrProxy,
});

export const AUTH_VARIABLES = [
  ...new Set([mode, noneVariables, oidcVariables, headerVariables, albVariables].flatMap(({ shape }) => Object.keys(shape))),
];

/**
 * Reads how people sign in from environment variables.
 *
 * @throws InvalidConfig with every fault at once.
 */
export const readAuthConfig = memoized(AUTH_VARIABLES, (environment): AuthConfig => {
  switch (parseVariables(mode, environment).LEDGER_AUTH) {
    case "none":
      return { mode: "none", anywhere: parseVariables(noneVariables, environment).LEDGER_SERVE_ANYWHERE !== null };
    case "oidc":
      return readOidcConfig(environment);
    case "proxy":
      return readProxyConfig(environment);
  }
});
