import { describe, expect, it } from "vitest";
import { InvalidConfig } from "@/lib/aws/sdk/variables";
import { readAuthConfig } from "./read-auth-config";
import { OIDC, SECRET } from "./test-support";

const ENTRA = "https://login.microsoftonline.com/aaaabbbb-0000-cccc-1111-dddd2222eeee/v2.0";
const HEADER = { LEDGER_AUTH: "proxy", LEDGER_PROXY_HEADER: "x-forwarded-email", LEDGER_PROXY_SECRET: SECRET, LEDGER_ALLOWED_DOMAINS: "*" };
const ARN = "arn:aws:elasticloadbalancing:eu-west-1:111122223333:loadbalancer/app/ledger/50dc6c495c0c9188";
const ALB = { LEDGER_AUTH: "proxy", LEDGER_ALB_ARN: ARN, LEDGER_ALLOWED_DOMAINS: "Example.com,@example.org" };

describe("the sign-in", () => {
  it("is none where nothing is set", () => expect(readAuthConfig({})).toEqual({ mode: "none", anywhere: false }));

  it("is that of a provider", () => {
    expect(readAuthConfig({ ...OIDC, LEDGER_APP_URL: "https://ledger.example.com/" })).toEqual({
      mode: "oidc",
      issuer: "https://login.example.com",
      clientId: "ledger",
      clientSecret: null,
      scopes: "openid profile email",
      appUrl: "https://ledger.example.com",
      secret: SECRET,
      sessionSeconds: 28_800,
      accessRules: {
        roleClaims: ["groups", "roles", "cognito:groups"],
        operatorGroups: ["operators"],
        viewerGroups: ["viewers"],
        domains: null,
        trustedEmailIssuer: null,
      },
    });
  });

  it("is that of a proxy, with a header", () => {
    expect(readAuthConfig(HEADER)).toMatchObject({
      mode: "proxy",
      appUrl: null,
      proof: { kind: "header", header: "x-forwarded-email", groupsHeader: null, secretHeader: "x-ledger-proxy-secret", secret: SECRET },
      accessRules: { viewerGroups: null, domains: null },
    });
  });

  it.each([
    [ARN, "https://public-keys.auth.elb.eu-west-1.amazonaws.com"],
    [
      "arn:aws-us-gov:elasticloadbalancing:us-gov-west-1:111122223333:loadbalancer/app/x/50dc6c495c0c9188",
      "https://s3-us-gov-west-1.amazonaws.com/aws-elb-public-keys-prod-us-gov-west-1",
    ],
  ])("is that of a load balancer, with the keys of its region: %s", (arn, keysUrl) => {
    expect(readAuthConfig({ ...ALB, LEDGER_ALB_ARN: arn })).toMatchObject({
      proof: { kind: "alb", arn, keysUrl, clientId: null },
      accessRules: { domains: ["example.com", "example.org"] },
    });
  });

  it.each([
    ["a provider", { ...OIDC, LEDGER_VIEWER_GROUPS: "" }],
    ["a proxy", { ...HEADER, LEDGER_ALLOWED_DOMAINS: "" }],
  ])("of %s lets nobody in of whom nothing is said", (_, environment) => {
    expect(faultsOf(environment)).toEqual([
      "LEDGER_ALLOWED_DOMAINS: expected domains, or * for everybody whom the provider signs in, where LEDGER_VIEWER_GROUPS is not set",
    ]);
  });
});

describe("one wrong value is named, with what was expected:", () => {
  it.each<[Record<string, string>, string]>([
    [{ LEDGER_AUTH: "OIDC" }, "LEDGER_AUTH: expected oidc, proxy or none, not “OIDC”"],
    [{ LEDGER_SERVE_ANYWHERE: "true" }, "LEDGER_SERVE_ANYWHERE: expected “yes, without sign-in” in just these words, or nothing"],
    [{ LEDGER_OIDC_ISSUER: "https://a.b" }, "LEDGER_OIDC_ISSUER: expected only where LEDGER_AUTH is oidc"],
    [{ LEDGER_VIEWER_GROUPS: "a" }, "LEDGER_VIEWER_GROUPS: expected only where LEDGER_AUTH is oidc or proxy"],
    [{ ...OIDC, LEDGER_PROXY_HEADER: "x" }, "LEDGER_PROXY_HEADER: expected only where LEDGER_AUTH is proxy"],
    [{ ...OIDC, LEDGER_OIDC_ISSUER: "http://login.example.com" }, "LEDGER_OIDC_ISSUER: expected the provider's https address"],
    [{ ...OIDC, LEDGER_OIDC_CLIENT_ID: " " }, "LEDGER_OIDC_CLIENT_ID: expected the id that the provider gave this app"],
    [{ ...OIDC, LEDGER_OIDC_SCOPES: "email" }, "LEDGER_OIDC_SCOPES: expected scopes separated by spaces, openid among them"],
    [{ ...OIDC, LEDGER_APP_URL: "https://a.b/ledger" }, "LEDGER_APP_URL: expected the address at which people reach the app"],
    [{ ...OIDC, LEDGER_APP_URL: "http://a.b" }, "LEDGER_APP_URL: expected the address at which people reach the app"],
    [{ ...OIDC, LEDGER_SESSION_SECRET: SECRET.slice(0, 31) }, "LEDGER_SESSION_SECRET: expected at least 32 characters"],
    [{ ...OIDC, LEDGER_SESSION_SECONDS: "28801" }, "LEDGER_SESSION_SECONDS: expected a whole number of seconds from 60 to 28800"],
    [{ ...OIDC, LEDGER_ALLOWED_DOMAINS: "a@b.c" }, "LEDGER_ALLOWED_DOMAINS: expected domains such as example.com, or *, not “a@b.c”"],
    [{ ...HEADER, LEDGER_PROXY_SECRET: "short" }, "LEDGER_PROXY_SECRET: expected at least 32 characters that only the proxy knows"],
    [{ ...HEADER, LEDGER_PROXY_HEADER: "x y" }, "LEDGER_PROXY_HEADER: expected the name of a header"],
    [{ ...HEADER, LEDGER_PROXY_HEADER: "" }, "LEDGER_PROXY_HEADER: expected this or LEDGER_ALB_ARN where LEDGER_AUTH is proxy"],
    [{ ...HEADER, LEDGER_ALB_ARN: ARN }, "LEDGER_PROXY_HEADER: expected either this or LEDGER_ALB_ARN, not both"],
    [{ ...ALB, LEDGER_ALB_ARN: "arn:aws:iam::111122223333:role/x" }, "LEDGER_ALB_ARN: expected the ARN of an Application Load Balancer"],
    [{ ...ALB, LEDGER_ALB_KEYS_URL: "http://a.b" }, "LEDGER_ALB_KEYS_URL: expected an https address"],
    [{ ...HEADER, LEDGER_OPERATOR_GROUPS: "a" }, "LEDGER_PROXY_GROUPS_HEADER: expected the header with the person's groups"],
  ])("%j", (environment, fault) => {
    const faults = faultsOf(environment);

    expect(faults).toHaveLength(1);
    expect(faults[0]).toContain(fault);
  });
});

describe("the issuer whose addresses are trusted", () => {
  it.each([ENTRA, "https://keycloak.example.com/realms/staff", "https://example.okta.com/"])("may be one organization: %s", (issuer) => {
    const environment = { ...OIDC, LEDGER_OIDC_ISSUER: issuer, LEDGER_ALLOWED_DOMAINS: "example.com" };

    expect(readAuthConfig({ ...environment, LEDGER_TRUSTED_EMAIL_ISSUER: issuer.replace(/\/$/, "") })).toMatchObject({
      accessRules: { trustedEmailIssuer: issuer.replace(/\/$/, "") },
    });
  });

  it.each<[string, Record<string, string>, string]>([
    [
      "another than the provider",
      { LEDGER_TRUSTED_EMAIL_ISSUER: "https://other.example.com" },
      "expected the address in LEDGER_OIDC_ISSUER",
    ],
    ["a part of the provider", { LEDGER_TRUSTED_EMAIL_ISSUER: "https://login.microsoftonline.com" }, "expected one tenant by its id"],
    ["where no domain decides", { LEDGER_ALLOWED_DOMAINS: "" }, "expected domains in LEDGER_ALLOWED_DOMAINS"],
    ["where every domain may enter", { LEDGER_ALLOWED_DOMAINS: "example.com,*" }, "expected domains in LEDGER_ALLOWED_DOMAINS"],
    ["a tenant by its name", at("https://login.microsoftonline.com/example.com/v2.0"), "expected one tenant by its id"],
    ["Google", at("https://accounts.google.com"), "expected the issuer of one organization"],
    ["where people register themselves", at("https://staff.ciamlogin.com/staff.onmicrosoft.com/v2.0"), "the issuer of one organization"],
    ["no address", { LEDGER_TRUSTED_EMAIL_ISSUER: "true" }, "expected the https address of an issuer"],
  ])("may not be %s", (_, changed, fault) => {
    const faults = faultsOf({ ...OIDC, ...at(ENTRA), LEDGER_ALLOWED_DOMAINS: "example.com", ...changed });

    expect(faults[0]).toMatch(/^LEDGER_TRUSTED_EMAIL_ISSUER: /);
    expect(faults[0]).toContain(fault);
  });

  it.each([
    ["of Entra ID behind a load balancer, which passes on no sign of a guest", { ...ALB, LEDGER_TRUSTED_EMAIL_ISSUER: ENTRA }],
    [
      "beside a header, for which the proxy vouches",
      { ...HEADER, LEDGER_ALLOWED_DOMAINS: "example.com", LEDGER_TRUSTED_EMAIL_ISSUER: ENTRA },
    ],
    ["without a sign-in", { LEDGER_TRUSTED_EMAIL_ISSUER: ENTRA }],
  ])("may not be one %s", (_, environment) => {
    expect(faultsOf(environment)).toEqual([expect.stringMatching(/^LEDGER_TRUSTED_EMAIL_ISSUER: expected /)]);
  });
});

it.each(["common", "organizations", "consumers", "9188040d-6c67-4c5b-b112-36a304b66dad", "COMMON", ""])(
  "people of every tenant cannot sign in: %j",
  (path) => {
    expect(faultsOf({ ...OIDC, LEDGER_OIDC_ISSUER: `https://login.microsoftonline.com/${path}/v2.0` })).toEqual([
      expect.stringMatching(/^LEDGER_OIDC_ISSUER: expected one tenant by its id, such as .* who has which role$/),
    ]);
  },
);

it("the same variables are parsed once", () => {
  const config = readAuthConfig(OIDC);

  expect(readAuthConfig({ ...OIDC, PATH: "/bin" })).toBe(config);
  expect(readAuthConfig({ ...OIDC, LEDGER_ROLE_CLAIM: "roles" })).not.toBe(config);
});

it("all faults are told at once, and no secret with them", () => {
  const faults = faultsOf({ LEDGER_AUTH: "oidc", LEDGER_SESSION_SECRET: "too-short-but-secret" });

  expect(faults.map((fault) => fault.split(":")[0])).toEqual([
    "LEDGER_OIDC_ISSUER",
    "LEDGER_OIDC_CLIENT_ID",
    "LEDGER_APP_URL",
    "LEDGER_SESSION_SECRET",
    "LEDGER_ALLOWED_DOMAINS",
  ]);
  expect(faults.join()).not.toContain("too-short");
});

/** The variables of a provider whose addresses are trusted. */
function at(issuer: string): Record<string, string> {
  return { LEDGER_OIDC_ISSUER: issuer, LEDGER_TRUSTED_EMAIL_ISSUER: issuer };
}

function faultsOf(environment: Record<string, string>): readonly string[] {
  try {
    readAuthConfig(environment);
  } catch (error) {
    if (error instanceof InvalidConfig) return error.faults;
    throw error;
  }
  return [];
}
