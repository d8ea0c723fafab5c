import { generateKeyPairSync, type KeyObject, sign } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, describe, expect, it } from "vitest";
import { proxyIdentity } from "./proxy-identity";
import { readAuthConfig } from "./read-auth-config";
import { SECRET } from "./test-support";

const ARN = "arn:aws:elasticloadbalancing:eu-west-1:111122223333:loadbalancer/app/ledger/50dc6c495c0c9188";
const KEY_ID = "6d1e7a52-8d3b-4e1c-9c1e-0f6a3f1c2b7d";
const own = generateKeyPairSync("ec", { namedCurve: "P-256" });
const foreign = generateKeyPairSync("ec", { namedCurve: "P-256" });
const wrongCurve = generateKeyPairSync("ec", { namedCurve: "P-384" });

const asked: string[] = [];
const published: Record<string, string> = { [`/${KEY_ID}`]: pem(own.publicKey), "/curve": pem(wrongCurve.publicKey) };
const keys = createServer((request, response) => {
  asked.push(request.url ?? "");
  const key = published[request.url ?? ""];
  response.writeHead(key === undefined ? 404 : 200).end(key);
});
await new Promise<void>((resolve) => keys.listen(0, "127.0.0.1", resolve));
afterAll(() => void keys.close());
const { port } = keys.address() as AddressInfo;

const ALB = { LEDGER_ALB_ARN: ARN, LEDGER_ALB_CLIENT_ID: "ledger", LEDGER_ALB_KEYS_URL: `http://127.0.0.1:${port}` };
const COGNITO = "https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_example";
const ENTRA = "https://login.microsoftonline.com/aaaabbbb-0000-cccc-1111-dddd2222eeee/v2.0";
const ADFS = "https://adfs.example.com/adfs";
const alb = config(ALB);
const header = config({
  LEDGER_PROXY_HEADER: "X-Forwarded-Email",
  LEDGER_PROXY_GROUPS_HEADER: "x-forwarded-groups",
  LEDGER_PROXY_SECRET: SECRET,
});

describe("a load balancer's token", () => {
  it.each([
    ["with the padding that AWS writes", "base64"],
    ["without padding", "base64url"],
  ] as const)("says who somebody is, %s", async (_, encoding) => {
    expect(await whoHas(token({ encoding }))).toEqual({
      subject: "1234",
      name: "Zoë Viewer",
      email: "zoe@example.com",
      emailDoubt: null,
      groups: ["viewers"],
      groupsDoubt: null,
    });
  });

  it("is believed while the clocks differ a little", async () => {
    expect(await whoHas(token({ head: { exp: seconds(-30) }, body: { exp: seconds(-30) } }))).not.toBeNull();
  });

  it.each<[string, Parts]>([
    ["was signed with another key", { key: foreign.privateKey }],
    ["was signed by another load balancer", { head: { signer: ARN.replace("9188", "9189") } }],
    ["says not who signed it", { head: { signer: undefined } }],
    ["was made for another client", { head: { client: "other" } }],
    ["is over", { head: { exp: seconds(-120) } }],
    ["is over by its body", { body: { exp: seconds(-120) } }],
    ["never ends", { head: { exp: undefined } }],
    ["is not signed", { head: { alg: "none" } }],
    ["is signed with a secret", { head: { alg: "HS256" } }],
    ["has a key that is not published", { head: { kid: "unknown" } }],
    ["has a key of another folder", { head: { kid: `../${KEY_ID}` } }],
    ["has a key at another address", { head: { kid: `x@evil.example.com/${KEY_ID}` } }],
  ])("is not believed that %s", async (_, parts) => expect(await whoHas(token(parts))).toBeNull());

  it.each(["", "a", "a.b", "a.b.c", "a.b.c.d", `${"x".repeat(20_000)}.b.c`])("is no token: %.20j", async (text) =>
    expect(await whoHas(text)).toBeNull(),
  );

  it("is not believed after a change of what it says", async () => {
    const [head, , signature] = token({}).split(".");
    const body = Buffer.from(JSON.stringify({ sub: "1234", groups: ["operators"] })).toString("base64url");

    expect(await whoHas(`${head}.${body}.${signature}`)).toBeNull();
  });

  it("lets nobody in where its key is of another kind", async () => {
    await expect(whoHas(token({ head: { kid: "curve" }, key: wrongCurve.privateKey }))).rejects.toThrow("not for ES256");
  });

  it.each<[string, string, Record<string, unknown>, string | null]>([
    ["Cognito verified, in text", COGNITO, { email_verified: "true" }, null],
    ["Entra ID says nothing about", ENTRA, { email_verified: undefined }, "email-not-vouched"],
    ["the trusted issuer says nothing about", ADFS, { email_verified: undefined }, null],
    ["another issuer says nothing about", `${ADFS}2`, { email_verified: undefined }, "email-of-other-tenant"],
    ["another issuer claims in the name of the trusted one", `${ADFS}2`, { email_verified: undefined, iss: ADFS }, "email-of-other-tenant"],
    ["a personal account of Google once had", "https://accounts.google.com", {}, "email-not-managed"],
  ])("vouches for the address as its issuer does: one that %s", async (_, iss, body, emailDoubt) => {
    const trusting = iss.startsWith(ADFS)
      ? config({ ...ALB, LEDGER_ALLOWED_DOMAINS: "example.com", LEDGER_TRUSTED_EMAIL_ISSUER: ADFS })
      : alb;

    expect(await whoHas(token({ head: { iss }, body }), trusting)).toMatchObject({ emailDoubt });
  });

  it("may come without groups, which is not the same as being in none", async () => {
    expect(await whoHas(token({ body: { groups: undefined } }))).toMatchObject({ groups: [], groupsDoubt: "groups-missing" });
    expect(await whoHas(token({ body: { groups: [] } }))).toMatchObject({ groups: [], groupsDoubt: null });
  });

  it("is believed for a key that is fetched once", async () => {
    asked.splice(0);
    await Promise.all([whoHas(token({})), whoHas(token({}))]);

    expect(asked).toEqual([]);
  });

  it("is not believed in a header that a load balancer does not sign", async () => {
    expect(await proxyIdentity(alb, new Headers({ "x-amzn-oidc-identity": "1234", "x-forwarded-email": "zoe@example.com" }))).toBeNull();
  });
});

describe("a proxy's header", () => {
  const user = { "x-forwarded-email": "zoe@example.com", "x-forwarded-groups": "viewers,other" };

  it("says who somebody is, beside the secret", async () => {
    expect(await proxyIdentity(header, new Headers({ ...user, "x-ledger-proxy-secret": SECRET }))).toEqual({
      subject: "zoe@example.com",
      name: null,
      email: "zoe@example.com",
      emailDoubt: null,
      groups: ["viewers"],
      groupsDoubt: null,
    });
  });

  it.each<[string, Record<string, string>, object]>([
    [
      "as a guest by the name that Entra ID gives guests",
      { "x-forwarded-email": "zoe_b.c#EXT#@example.com" },
      { emailDoubt: "email-of-guest" },
    ],
    ["by a name that is no address", { "x-forwarded-email": "zoe" }, { name: "zoe", email: null, emailDoubt: "email-missing" }],
    ["in no group", { "x-forwarded-groups": "" }, { groups: [], groupsDoubt: null }],
  ])("says who somebody is %s", async (_, changed, identity) => {
    const headers = new Headers({ ...user, ...changed, "x-ledger-proxy-secret": SECRET });

    expect(await proxyIdentity(header, headers)).toMatchObject(identity);
  });

  it("that does not come leaves open which groups somebody is in", async () => {
    const headers = new Headers({ "x-forwarded-email": "zoe@example.com", "x-ledger-proxy-secret": SECRET });

    expect(await proxyIdentity(header, headers)).toMatchObject({ groups: [], groupsDoubt: "groups-missing" });
  });

  it.each<[string, Record<string, string>]>([
    ["without the secret", user],
    ["with an empty secret", { ...user, "x-ledger-proxy-secret": "" }],
    ["with another secret", { ...user, "x-ledger-proxy-secret": `${SECRET.slice(0, -1)}!` }],
    ["with the secret twice", { ...user, "x-ledger-proxy-secret": `${SECRET}, ${SECRET}` }],
    ["with the secret alone", { "x-ledger-proxy-secret": SECRET }],
    ["with nobody in it", { "x-forwarded-email": " ", "x-ledger-proxy-secret": SECRET }],
  ])("says nothing %s", async (_, headers) => expect(await proxyIdentity(header, new Headers(headers))).toBeNull());
});

interface Parts {
  head?: Record<string, unknown>;
  body?: Record<string, unknown>;
  key?: KeyObject;
  encoding?: "base64" | "base64url";
}

/** A token as a load balancer makes it: its header has the expiry, and every part its padding. */
function token({ head = {}, body = {}, key = own.privateKey, encoding = "base64" }: Parts): string {
  const code = (bytes: Buffer) =>
    encoding === "base64" ? bytes.toString("base64").replaceAll("+", "-").replaceAll("/", "_") : bytes.toString(encoding);
  const header = {
    typ: "JWT",
    kid: KEY_ID,
    alg: "ES256",
    iss: "https://login.example.com",
    client: "ledger",
    signer: ARN,
    exp: seconds(120),
    ...head,
  };
  const claims = { sub: "1234", name: "Zoë Viewer", email: "zoe@example.com", email_verified: "true", groups: ["viewers"], ...body };
  const text = [header, claims].map((part) => code(Buffer.from(JSON.stringify(part)))).join(".");
  return `${text}.${code(sign("sha256", Buffer.from(text), { key, dsaEncoding: "ieee-p1363" }))}`;
}

const seconds = (fromNow: number): number => Math.floor(Date.now() / 1000) + fromNow;

function pem(key: KeyObject): string {
  return key.export({ type: "spki", format: "pem" }).toString();
}

function config(environment: Record<string, string>) {
  const read = readAuthConfig({
    LEDGER_AUTH: "proxy",
    LEDGER_OPERATOR_GROUPS: "operators",
    LEDGER_VIEWER_GROUPS: "viewers",
    ...environment,
  });
  if (read.mode !== "proxy") throw new Error("This is not about a proxy.");
  return read;
}

const whoHas = (text: string, from = alb) => proxyIdentity(from, new Headers({ "x-amzn-oidc-data": text }));
