import { randomUUID } from "node:crypto";
import type { OidcConfig } from "./auth-config";
import { encryptToken, type Purpose } from "./encrypted-token";
import type { Identity } from "./person";
import { readAuthConfig } from "./read-auth-config";
import { tokenOptions } from "./session";

export const SECRET = "a secret of thirty-two characters, or more";

/** The variables of an app that signs people in at a provider. */
export const OIDC = {
  LEDGER_AUTH: "oidc",
  LEDGER_OIDC_ISSUER: "https://login.example.com",
  LEDGER_OIDC_CLIENT_ID: "ledger",
  LEDGER_APP_URL: "https://ledger.example.com",
  LEDGER_SESSION_SECRET: SECRET,
  LEDGER_OPERATOR_GROUPS: "operators",
  LEDGER_VIEWER_GROUPS: "viewers",
};

export const VIEWER: Identity = {
  subject: "248289761001",
  name: "Bob Viewer",
  email: "bob@example.com",
  emailDoubt: null,
  groups: ["viewers"],
  groupsDoubt: null,
};
export const OPERATOR: Identity = { ...VIEWER, subject: "10769150350006150715113082367", name: "Ann Operator", groups: ["operators"] };

/** The configuration that variables make, where it signs people in at a provider. */
export function oidcConfig(changed: Record<string, string> = {}): OidcConfig {
  const config = readAuthConfig({ ...OIDC, ...changed });
  if (config.mode !== "oidc") throw new Error("This is not about a provider.");
  return config;
}

interface SessionToken {
  identity?: Identity;
  purpose?: Purpose;
  /** How long ago it expired. */
  expiredSeconds?: number;
}

/** The token of a session as some configuration makes it. */
export function sessionToken(
  config: OidcConfig,
  { identity = VIEWER, purpose = "session", expiredSeconds }: SessionToken = {},
): Promise<string> {
  return encryptToken({ id: randomUUID(), identity }, tokenOptions(config, purpose, expiredSeconds === undefined ? 60 : -expiredSeconds));
}
