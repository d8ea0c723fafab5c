import "server-only";
import { optional, required } from "@/lib/aws/sdk/variables";
import { isIssuer } from "./issuer";

const SECRET_LENGTH = 32;

/** A secret. `who` completes the error: who else knows it. */
export const secret = (who: string) => required(`at least ${SECRET_LENGTH} characters that ${who}`, (text) => text.length >= SECRET_LENGTH);

export const ORIGIN = "the address at which people reach the app, such as https://ledger.example.com, without a path";

export const isOrigin = (text: string): boolean => isIssuer(text) && new URL(text).origin === text.replace(/\/$/, "");

/** A variable that must not be set, for a reason that reads on from "expected". */
export const nothing = (reason: string) => optional(reason, () => false);

const inModes = (modes: string) => nothing(`only where LEDGER_AUTH is ${modes}`);

/** Variables by the modes that read them. Set in another mode, each would promise a protection that is not there. */
export const unread = {
  none: { LEDGER_SERVE_ANYWHERE: inModes("none") },
  oidc: {
    LEDGER_OIDC_ISSUER: inModes("oidc"),
    LEDGER_OIDC_CLIENT_ID: inModes("oidc"),
    LEDGER_OIDC_CLIENT_SECRET: inModes("oidc"),
  },
  proxy: { LEDGER_PROXY_HEADER: inModes("proxy"), LEDGER_ALB_ARN: inModes("proxy") },
  oidcOrProxy: {
    LEDGER_ALLOWED_DOMAINS: inModes("oidc or proxy"),
    LEDGER_VIEWER_GROUPS: inModes("oidc or proxy"),
    LEDGER_OPERATOR_GROUPS: inModes("oidc or proxy"),
    LEDGER_TRUSTED_EMAIL_ISSUER: inModes("oidc or proxy"),
  },
};
