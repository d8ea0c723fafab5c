/** Tokens and user info in the shape that each provider sends them. */
import { describe, expect, it } from "vitest";
import type { AccessRules } from "./auth-config";
import { authorize } from "./authorize";
import { readIdentity } from "./identity";
import { readAuthConfig } from "./read-auth-config";
import { OIDC } from "./test-support";

type Claims = Record<string, unknown>;

const TENANT = "aaaabbbb-0000-cccc-1111-dddd2222eeee";
const OTHER_TENANT = "99998888-7777-6666-5555-444433332222";
const ENTRA = `https://login.microsoftonline.com/${TENANT}/v2.0`;
const GROUP = "0a1b2c3d-1111-2222-3333-444455556666";

const entra: Claims = {
  iss: ENTRA,
  aud: "6cb04018-a3f5-46a7-b995-940c78f5aef3",
  sub: "AAAAAAAAAAAAAAAAAAAAAIkzqFVrSaSaFHy782bbtaQ",
  oid: "00000000-0000-0000-66f3-3332eca7ea81",
  name: "Ann Operator",
  preferred_username: "ann@example.com",
  tid: TENANT,
  ver: "2.0",
};
const entraOfVersion1: Claims = {
  ...entra,
  iss: `https://sts.windows.net/${TENANT}/`,
  preferred_username: undefined,
  upn: "ann@example.com",
  unique_name: "ann@example.com",
  ver: "1.0",
};
/** Entra ID gives a guest the names of the home organization, and says which one by `idp`. */
const entraGuest: Claims = { ...entra, idp: `https://sts.windows.net/${OTHER_TENANT}/` };

describe("Microsoft Entra ID, where domains decide", () => {
  const trusting = { LEDGER_OIDC_ISSUER: ENTRA, LEDGER_ALLOWED_DOMAINS: "example.com", LEDGER_TRUSTED_EMAIL_ISSUER: ENTRA };

  it.each<[string, Claims]>([
    ["a member", entra],
    ["a member, by a token of version 1", entraOfVersion1],
    ["a member whose own tenant is named as the provider", { ...entra, idp: `https://sts.windows.net/${TENANT}/` }],
    ["a member who is marked as one", { ...entra, acct: 0, idp: ENTRA }],
    ["a member with another mailbox", { ...entra, email: "ann@mail.example.org" }],
  ])("%s enters by the trusted tenant", (_, claims) => expect(outcome(claims, domainRules(trusting))).toBe("viewer"));

  it.each<[string, Claims, string]>([
    ["a guest with an address of the tenant's domain", entraGuest, "email-of-guest"],
    ["a guest who is marked as one", { ...entra, acct: 1 }, "email-of-guest"],
    ["a guest with a personal account", { ...entra, idp: "live.com" }, "email-of-guest"],
    [
      "a guest of the tenant of personal accounts",
      { ...entra, idp: "https://sts.windows.net/9188040d-6c67-4c5b-b112-36a304b66dad/" },
      "email-of-guest",
    ],
    ["a guest by mail", { ...entra, idp: "mail" }, "email-of-guest"],
    ["a guest by name", { ...entra, preferred_username: "ann_example.org#EXT#@example.com" }, "email-of-guest"],
    ["a guest by name without hash marks", { ...entra, upn: "ann_example.org_EXT_@example.com" }, "email-of-guest"],
    [
      "a member of another domain, whatever their mailbox is",
      { ...entra, preferred_username: "ann@example.onmicrosoft.com", email: "ann@example.com" },
      "domain-not-allowed",
    ],
    ["somebody of another tenant", { ...entra, tid: OTHER_TENANT }, "email-of-other-tenant"],
    ["somebody whose issuer is another tenant", { ...entra, iss: ENTRA.replace(TENANT, OTHER_TENANT) }, "email-of-other-tenant"],
    ["somebody of no tenant", { ...entra, tid: undefined }, "email-of-other-tenant"],
    [
      "somebody whose issuer only looks alike",
      { ...entra, iss: `https://login.microsoftonline.com.example.org/${TENANT}/v2.0` },
      "email-of-other-tenant",
    ],
    ["somebody without a name", { ...entra, preferred_username: undefined, email: "ann@example.com" }, "email-missing"],
    ["somebody whose address is said to be unverified", { ...entra, email: "ann@example.com", email_verified: false }, "email-unverified"],
  ])("%s does not", (_, claims, reason) => expect(outcome(claims, domainRules(trusting))).toBe(reason));

  const strict = { LEDGER_OIDC_ISSUER: ENTRA, LEDGER_ALLOWED_DOMAINS: "example.com" };

  it.each<[string, Claims, string]>([
    ["nobody enters with an address that nobody vouches for", { ...entra, email: "ann@example.com" }, "email-not-vouched"],
    ["nobody enters by a user name", entra, "email-not-vouched"],
    ["somebody enters whose address Entra ID has verified", { ...entra, email: "ann@example.com", xms_edov: true }, "viewer"],
    ["somebody enters whose address Entra ID has verified, in a number", { ...entra, email: "ann@example.com", xms_edov: "1" }, "viewer"],
    ["nobody enters whose address Entra ID has not verified", { ...entra, email: "ann@example.com", xms_edov: false }, "email-not-vouched"],
  ])("without a trusted tenant, %s", (_, claims, expected) => expect(outcome(claims, domainRules(strict))).toBe(expected));

  it("no other provider verifies by the claim of Entra ID", () => {
    const claims = { iss: "https://login.example.com", sub: "1", email: "ann@example.com", xms_edov: true };

    expect(outcome(claims, domainRules({}))).toBe("email-not-vouched");
  });
});

describe("Microsoft Entra ID, where groups decide", () => {
  const inGroups = { LEDGER_OIDC_ISSUER: ENTRA, LEDGER_OPERATOR_GROUPS: GROUP, LEDGER_VIEWER_GROUPS: "Ledger.Viewer" };
  const overage = {
    ...entra,
    _claim_names: { groups: "src1" },
    _claim_sources: { src1: { endpoint: "https://graph.microsoft.com/v1.0/users/1/getMemberObjects" } },
  };

  it.each<[string, Claims, string]>([
    ["by the id of a group", { ...entra, groups: [GROUP] }, "operator"],
    ["by an app role", { ...entra, roles: ["Ledger.Viewer"] }, "viewer"],
    ["by an app role, although the groups are too many", { ...overage, roles: [GROUP] }, "operator"],
    ["as a viewer whose groups did not arrive", { ...overage, roles: ["Ledger.Viewer"] }, "viewer, groups-overage"],
    ["not, where the groups are too many", overage, "groups-overage"],
    ["not, where the groups are too many for an address", { ...entra, hasgroups: true }, "groups-overage"],
    ["not, where no groups are configured", entra, "groups-missing"],
    ["not, in other groups", { ...entra, groups: [OTHER_TENANT] }, "not-in-group"],
  ])("somebody enters %s", (_, claims, expected) => expect(outcome(claims, rules(inGroups))).toBe(expected));

  it("an operator whose groups are too many is no plain viewer where everybody may look", () => {
    expect(outcome(overage, rules({ ...inGroups, LEDGER_VIEWER_GROUPS: "", LEDGER_ALLOWED_DOMAINS: "*" }))).toBe("viewer, groups-overage");
  });

  it("groups that are too many do not matter where app roles decide", () => {
    expect(outcome({ ...overage, roles: ["other"] }, rules({ ...inGroups, LEDGER_ROLE_CLAIM: "roles" }))).toBe("not-in-group");
  });
});

describe("other providers", () => {
  const okta: Claims = {
    iss: "https://example.okta.com",
    sub: "00uid4BxXw6I6TV4m0g3",
    name: "Ann",
    email: "ann@example.com",
    email_verified: true,
  };
  const google: Claims = {
    iss: "https://accounts.google.com",
    sub: "10769150350006150715113082367",
    email: "ann@example.com",
    email_verified: true,
    hd: "example.com",
  };
  const cognito: Claims = {
    iss: "https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_example",
    sub: "aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee",
    "cognito:username": "ann",
    email: "ann@example.com",
    email_verified: true,
  };
  const keycloak: Claims = {
    iss: "https://keycloak.example.com/realms/staff",
    sub: "f:1:ann",
    preferred_username: "ann",
    email: "ann@example.com",
    email_verified: false,
    realm_access: { roles: ["offline_access", "operators"] },
  };
  const adfs: Claims = {
    iss: "https://adfs.example.com/adfs",
    sub: "x",
    upn: "ann@example.com",
    email: "ann@example.com",
    group: "operators",
  };
  const REALM = { LEDGER_ROLE_CLAIM: "realm_access.roles" };

  it.each<[string, Claims, Record<string, string>, string]>([
    ["Okta, which sends groups", { ...okta, groups: ["Everyone", "operators"] }, {}, "operator"],
    ["Okta, where nobody configured groups", okta, {}, "viewer, groups-missing"],
    ["Google, with an account of the organization", google, {}, "viewer, groups-missing"],
    ["Google, with a personal account of the same address", { ...google, hd: undefined }, {}, "email-not-managed"],
    [
      "Google, with its own mail",
      { ...google, email: "ann@gmail.com", hd: undefined },
      { LEDGER_ALLOWED_DOMAINS: "gmail.com" },
      "viewer, groups-missing",
    ],
    ["Cognito, with groups", { ...cognito, "cognito:groups": ["operators"] }, {}, "operator"],
    ["Cognito, in no group", cognito, {}, "viewer, groups-missing"],
    [
      "Cognito, with the groups of another provider in an attribute",
      { ...cognito, "custom:groups": "[staff, operators]" },
      { LEDGER_ROLE_CLAIM: "custom:groups" },
      "operator",
    ],
    ["Keycloak, which verified no address", keycloak, REALM, "email-unverified"],
    [
      "Keycloak, whatever is trusted",
      keycloak,
      { ...REALM, LEDGER_OIDC_ISSUER: String(keycloak.iss), LEDGER_TRUSTED_EMAIL_ISSUER: String(keycloak.iss) },
      "email-unverified",
    ],
    ["Keycloak, by a role of the realm", { ...keycloak, email_verified: true }, REALM, "operator"],
    ["AD FS, which says nothing of the address", adfs, { LEDGER_ROLE_CLAIM: "group" }, "email-not-vouched"],
    [
      "AD FS, which is trusted",
      adfs,
      { LEDGER_ROLE_CLAIM: "group", LEDGER_OIDC_ISSUER: String(adfs.iss), LEDGER_TRUSTED_EMAIL_ISSUER: String(adfs.iss) },
      "operator",
    ],
    ["a provider that keeps groups elsewhere", { ...okta, _claim_names: { realm_access: "a" } }, REALM, "viewer, groups-overage"],
  ])("%s", (_, claims, changed, expected) =>
    expect(
      outcome(
        claims,
        rules({ LEDGER_ALLOWED_DOMAINS: "example.com", LEDGER_OPERATOR_GROUPS: "operators", LEDGER_VIEWER_GROUPS: "", ...changed }),
      ),
    ).toBe(expected),
  );
});

/** Rules by domain alone. */
const domainRules = (changed: Record<string, string>) =>
  rules({ LEDGER_ALLOWED_DOMAINS: "example.com", LEDGER_OPERATOR_GROUPS: "", LEDGER_VIEWER_GROUPS: "", ...changed });

function rules(changed: Record<string, string>): AccessRules {
  const config = readAuthConfig({ ...OIDC, ...changed });
  if (config.mode === "none") throw new Error("Nobody signs in.");
  return config.accessRules;
}

/** The role, with what is in doubt, or why they may not enter. */
function outcome(claims: Claims, accessRules: AccessRules): string {
  const identity = readIdentity(claims, accessRules);
  if (identity === null) throw new Error("The claims name nobody.");
  const decision = authorize(identity, accessRules);
  if ("refusal" in decision) return decision.refusal;
  return decision.groupsDoubt === null ? decision.role : `${decision.role}, ${decision.groupsDoubt}`;
}
