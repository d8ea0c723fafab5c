import { describe, expect, it } from "vitest";
import type { AccessRules } from "./auth-config";
import { authorize } from "./authorize";
import { isIncomplete, readIdentity, withUserInfo } from "./identity";

const BY_GROUP: AccessRules = {
  roleClaims: ["groups"],
  operatorGroups: ["ops"],
  viewerGroups: ["staff"],
  domains: null,
  trustedEmailIssuer: null,
};
const BY_DOMAIN: AccessRules = { ...BY_GROUP, viewerGroups: null, domains: ["example.com"] };
const BOTH: AccessRules = { ...BY_GROUP, domains: ["example.com"] };
const VERIFIED = { email: "ann@Example.com", email_verified: true, groups: ["others"] };

describe("somebody who has signed in", () => {
  it.each<[string, AccessRules, Record<string, unknown>, string]>([
    ["may write in a group of operators", BY_GROUP, { groups: ["x", "ops"] }, "operator"],
    ["may read in a group of viewers", BY_GROUP, { groups: ["staff"] }, "viewer"],
    ["may write in both", BY_GROUP, { groups: ["staff", "ops"] }, "operator"],
    ["may enter with groups in one text", BY_GROUP, { groups: "staff, ops" }, "operator"],
    ["may not enter without groups", BY_GROUP, {}, "groups-missing"],
    ["may not enter in no group", BY_GROUP, { groups: [] }, "not-in-group"],
    ["may not enter in another group", BY_GROUP, { groups: ["Staff", "staff ops", "operators", "[ops]"] }, "not-in-group"],
    ["may not enter by the text of another group", BY_GROUP, { groups: "[ops]" }, "not-in-group"],
    ["may not enter by a group that is no text", BY_GROUP, { groups: [["ops"], { ops: true }, 1] }, "not-in-group"],
    ["may not enter by groups that are no list", BY_GROUP, { groups: { ops: true } }, "groups-missing"],
    ["may not enter by a member that every object has", { ...BY_GROUP, roleClaims: ["constructor.name"] }, {}, "groups-missing"],
    ["may read with a verified address of a domain", BY_DOMAIN, VERIFIED, "viewer"],
    ["may read with an address that is verified in text", BY_DOMAIN, { ...VERIFIED, email_verified: "true" }, "viewer"],
    ["may write with the group too", BY_DOMAIN, { ...VERIFIED, groups: ["ops"] }, "operator"],
    ["may not enter without an address", BY_DOMAIN, { groups: ["ops"] }, "email-missing"],
    ["may not enter with an address nobody vouches for", BY_DOMAIN, { email: "ann@example.com" }, "email-not-vouched"],
    ["may not enter with an unverified address", BY_DOMAIN, { ...VERIFIED, email_verified: "false" }, "email-unverified"],
    ["may not enter with an address verified in other words", BY_DOMAIN, { ...VERIFIED, email_verified: "yes" }, "email-unverified"],
    ["may not enter with a domain above", BY_DOMAIN, { ...VERIFIED, email: "ann@sub.example.com" }, "domain-not-allowed"],
    ["may not enter with a domain that ends alike", BY_DOMAIN, { ...VERIFIED, email: "ann@evilexample.com" }, "domain-not-allowed"],
    ["may not enter with one domain before another", BY_DOMAIN, { ...VERIFIED, email: "a@example.com@evil.com" }, "domain-not-allowed"],
    ["may not enter with one domain behind another", BY_DOMAIN, { ...VERIFIED, email: "a@evil.com@example.com" }, "domain-not-allowed"],
    ["may not enter with a bare domain", BY_DOMAIN, { ...VERIFIED, email: "example.com" }, "domain-not-allowed"],
    ["may not enter as an operator of another domain", BOTH, { ...VERIFIED, email: "a@b.c", groups: ["ops"] }, "domain-not-allowed"],
    ["may not enter with the domain alone where a group is asked for too", BOTH, VERIFIED, "not-in-group"],
    ["may read with both", BOTH, { ...VERIFIED, groups: ["staff"] }, "viewer"],
    ["has groups by a path", { ...BY_GROUP, roleClaims: ["realm_access.roles"] }, { realm_access: { roles: ["ops"] } }, "operator"],
    ["has groups by a name with dots", { ...BY_GROUP, roleClaims: ["https://a.b/g"] }, { "https://a.b/g": ["ops"] }, "operator"],
    [
      "has groups in any of several claims",
      { ...BY_GROUP, roleClaims: ["groups", "roles"] },
      { groups: ["x"], roles: ["ops"] },
      "operator",
    ],
  ])("%s", (_, rules, claims, expected) => expect(outcome(claims, rules)).toBe(expected));

  it.each([{}, { sub: "" }, { sub: 1 }, { sub: "x".repeat(256) }])("is nobody without a subject: %j", (claims) => {
    expect(readIdentity({ ...VERIFIED, ...claims }, BY_DOMAIN)).toBeNull();
  });

  it("is remembered with the groups that matter, and with a name that fits", () => {
    const claims = { sub: "1", name: "n".repeat(1_000), groups: ["ops", ...Array.from({ length: 500 }, (_, index) => `group-${index}`)] };

    expect(readIdentity(claims, BY_GROUP)).toMatchObject({ groups: ["ops"], groupsDoubt: null, name: "n".repeat(120) });
  });
});

describe("a viewer", () => {
  it.each<[string, AccessRules, Record<string, unknown>, string | null]>([
    ["might be an operator where no groups arrived", BY_DOMAIN, { ...VERIFIED, groups: undefined }, "groups-missing"],
    ["might be an operator where some groups did not arrive", BY_GROUP, { groups: ["staff"], hasgroups: true }, "groups-overage"],
    ["is one where all groups arrived", BY_DOMAIN, VERIFIED, null],
    ["is one where nobody is an operator by group", { ...BY_DOMAIN, operatorGroups: [] }, { ...VERIFIED, groups: undefined }, null],
  ])("%s", (_, rules, claims, groupsDoubt) => {
    expect(decide(claims, rules)).toEqual({ role: "viewer", groupsDoubt });
  });
});

describe("user info", () => {
  it.each<[string, AccessRules, Record<string, unknown>, boolean]>([
    ["is not asked for what the token has", BY_GROUP, { email: "a@b.c", groups: [] }, false],
    ["is asked for groups that decide", BY_GROUP, { email: "a@b.c" }, true],
    ["is not asked for groups that are elsewhere", BY_GROUP, { email: "a@b.c", _claim_names: { groups: "src1" } }, false],
    ["is asked for an address", BY_GROUP, { groups: [] }, true],
    ["is asked whether the address is verified, where domains decide", BOTH, { email: "a@b.c", groups: [] }, true],
    ["is not asked for groups that decide nothing", { ...BY_DOMAIN, operatorGroups: [] }, { email: "a@b.c", email_verified: true }, false],
  ])("%s", (_, rules, claims, asked) => expect(isIncomplete(claims, rules)).toBe(asked));

  it.each([
    ["adds an address with what it says of it", {}, { email: "a@b.c", email_verified: true }, ["a@b.c", true]],
    ["verifies the address of the token", { email: "a@b.c" }, { email: "a@b.c", email_verified: true }, ["a@b.c", true]],
    ["verifies no other address", { email: "a@example.com" }, { email: "a@b.c", email_verified: true }, ["a@example.com", undefined]],
    ["is not verified by the token", { email_verified: true }, { email: "a@b.c" }, ["a@b.c", undefined]],
    ["overrules no token", { email: "a@b.c", email_verified: false }, { email: "a@b.c", email_verified: true }, ["a@b.c", false]],
  ])("%s", (_, claims, userInfo, [email, verified]) => {
    expect(withUserInfo(claims, userInfo)).toMatchObject({ email, email_verified: verified });
  });
});

function decide(claims: Record<string, unknown>, rules: AccessRules) {
  const identity = readIdentity({ sub: "1", ...claims }, rules);
  if (identity === null) throw new Error("The claims name nobody.");
  return authorize(identity, rules);
}

function outcome(claims: Record<string, unknown>, rules: AccessRules): string {
  const decision = decide(claims, rules);
  return "refusal" in decision ? decision.refusal : decision.role;
}
