import "server-only";
import type { z } from "zod";
import { list, optional, together } from "@/lib/aws/sdk/variables";
import type { AccessRules } from "./auth-config";
import { entraTenant, isEntra, isIssuer, isPublic } from "./issuer";

const DOMAIN = /^@?[a-z\d-]+(?:\.[a-z\d-]+)+$/i;

export const ONE_TENANT = "one tenant by its id, such as https://login.microsoftonline.com/aaaabbbb-0000-cccc-1111-dddd2222eeee/v2.0";

/** Claims with groups or roles, as Entra ID, Okta and Cognito name them. */
const ROLE_CLAIMS = ["groups", "roles", "cognito:groups"];

/** Who may enter, in every mode that signs people in. */
export const accessVariables = {
  LEDGER_ALLOWED_DOMAINS: list("domains such as example.com, or *", (text) => text === "*" || DOMAIN.test(text)),
  LEDGER_VIEWER_GROUPS: list(),
  LEDGER_OPERATOR_GROUPS: list(),
  LEDGER_ROLE_CLAIM: list(),
  LEDGER_TRUSTED_EMAIL_ISSUER: optional("the https address of an issuer", isIssuer),
};
type AccessVariables = z.output<z.ZodObject<typeof accessVariables>>;

/** Checks that somebody is named who may enter. */
export const namesSomebody = together<AccessVariables>("LEDGER_ALLOWED_DOMAINS", ["LEDGER_VIEWER_GROUPS"], (variables) =>
  variables.LEDGER_ALLOWED_DOMAINS.length + variables.LEDGER_VIEWER_GROUPS.length > 0
    ? null
    : "domains, or * for everybody whom the provider signs in, where LEDGER_VIEWER_GROUPS is not set",
);

/** Checks that the issuer whose addresses are trusted is one organization, and that its addresses decide anything. */
export const trustsOneOrganization = together<AccessVariables>(
  "LEDGER_TRUSTED_EMAIL_ISSUER",
  ["LEDGER_ALLOWED_DOMAINS"],
  ({ LEDGER_TRUSTED_EMAIL_ISSUER: issuer, LEDGER_ALLOWED_DOMAINS: domains }) => {
    if (issuer === null) return null;
    if (domains.length === 0 || domains.includes("*")) return "domains in LEDGER_ALLOWED_DOMAINS where this is set";
    if (isPublic(issuer)) return "the issuer of one organization: at this one people register themselves, with any address";
    return isEntra(issuer) && entraTenant(issuer) === null ? ONE_TENANT : null;
  },
);

export function accessRules(variables: AccessVariables): AccessRules {
  const { LEDGER_ALLOWED_DOMAINS: domains, LEDGER_VIEWER_GROUPS: viewerGroups, LEDGER_ROLE_CLAIM: roleClaims } = variables;
  return {
    roleClaims: roleClaims.length === 0 ? ROLE_CLAIMS : roleClaims,
    operatorGroups: variables.LEDGER_OPERATOR_GROUPS,
    viewerGroups: viewerGroups.length === 0 ? null : viewerGroups,
    domains: domains.length === 0 || domains.includes("*") ? null : domains.map((domain) => domain.toLowerCase().replace(/^@/, "")),
    trustedEmailIssuer: variables.LEDGER_TRUSTED_EMAIL_ISSUER,
  };
}
