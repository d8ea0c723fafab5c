import { describe, expect, it } from "vitest";
import type { AccessRules } from "./auth-config";
import { authorize } from "./authorize";
import { readIdentity, saysAll } from "./identity";

const BY_GROUP: AccessRules = { claim: "groups", operatorGroups: ["ops"], viewerGroups: ["staff"], domains: null };
const BY_DOMAIN: AccessRules = { claim: "groups", operatorGroups: ["ops"], viewerGroups: null, domains: ["example.com"] };
const BOTH: AccessRules = { ...BY_GROUP, domains: ["example.com"] };
const VERIFIED = { email: "ann@Example.com", email_verified: true };

describe("who has signed in", () => {
  it.each([
    ["may write in a group of operators", BY_GROUP, { groups: ["x", "ops"] }, "operator"],
    ["may read in a group of viewers", BY_GROUP, { groups: ["staff"] }, "viewer"],
    ["may write where they are in both", BY_GROUP, { groups: ["staff", "ops"] }, "operator"],
    ["may enter with groups in one text", BY_GROUP, { groups: "staff, ops" }, "operator"],
    ["may not enter in no group", BY_GROUP, {}, null],
    ["may not enter in another group", BY_GROUP, { groups: ["Staff", "staff ops", "operators"] }, null],
    ["may not enter by a group that is no text", BY_GROUP, { groups: [["ops"], { ops: true }, 1] }, null],
    ["may not enter by the name of a member that every object has", { ...BY_GROUP, claim: "constructor.name" }, {}, null],
    ["may read with a verified address of a domain", BY_DOMAIN, VERIFIED, "viewer"],
    ["may read with an address that is verified in text", BY_DOMAIN, { ...VERIFIED, email_verified: "true" }, "viewer"],
    ["may write with the group too", BY_DOMAIN, { ...VERIFIED, groups: ["ops"] }, "operator"],
    ["may not enter with an address nobody vouches for", BY_DOMAIN, { email: "ann@example.com" }, null],
    ["may not enter with an address that is said to be not verified", BY_DOMAIN, { ...VERIFIED, email_verified: "false" }, null],
    ["may not enter with a domain above", BY_DOMAIN, { ...VERIFIED, email: "ann@sub.example.com" }, null],
    ["may not enter with a domain that ends alike", BY_DOMAIN, { ...VERIFIED, email: "ann@evilexample.com" }, null],
    ["may not enter with a domain before another", BY_DOMAIN, { ...VERIFIED, email: "ann@example.com@evil.com" }, null],
    ["may not enter with a bare domain", BY_DOMAIN, { ...VERIFIED, email: "example.com" }, null],
    ["may not enter as an operator of another domain", BOTH, { ...VERIFIED, email: "a@b.c", groups: ["ops"] }, null],
    ["may not enter with the domain alone where a group is asked for", BOTH, VERIFIED, null],
    ["may read with both", BOTH, { ...VERIFIED, groups: ["staff"] }, "viewer"],
    ["has groups by a path", { ...BY_GROUP, claim: "realm_access.roles" }, { realm_access: { roles: ["ops"] } }, "operator"],
    ["has groups by a name with dots", { ...BY_GROUP, claim: "https://a.b/g" }, { "https://a.b/g": ["ops"] }, "operator"],
  ])("%s", (_, rules, claims, role) => {
    const identity = readIdentity({ sub: "1", ...claims }, rules);
    if (identity === null) throw new Error("Nobody was recognized.");

    expect(authorize(identity, rules)).toEqual(role === null ? { refusal: expect.stringMatching(/\.$/) } : { role });
  });

  it.each([{}, { sub: "" }, { sub: 1 }, { sub: "x".repeat(256) }])("is nobody without a name that the provider gives: %j", (claims) => {
    expect(readIdentity({ ...VERIFIED, ...claims }, BY_DOMAIN)).toBeNull();
  });

  it("is remembered with the groups that matter, and with a name that fits", () => {
    const claims = { sub: "1", name: "n".repeat(1_000), groups: ["ops", ...Array.from({ length: 500 }, (_, index) => `group-${index}`)] };

    expect(readIdentity(claims, BY_GROUP)).toMatchObject({ groups: ["ops"], name: "n".repeat(120) });
  });
});

it("the provider is asked for more where a token leaves out what the rules ask about", () => {
  expect(saysAll({ email: "a@b.c", groups: [] }, BY_GROUP)).toBe(true);
  expect(saysAll({ email: "a@b.c" }, BY_GROUP)).toBe(false);
  expect(saysAll({ groups: [] }, BY_GROUP)).toBe(false);
  expect(saysAll({ email: "a@b.c" }, { ...BY_DOMAIN, operatorGroups: [] })).toBe(true);
});
