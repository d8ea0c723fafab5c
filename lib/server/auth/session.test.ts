import { afterEach, describe, expect, it, vi } from "vitest";
import { sessionCookie, sessionIdentity } from "./session";
import { OPERATOR, oidcConfig, SECRET, sessionToken, VIEWER } from "./test-support";

const config = oidcConfig();

afterEach(() => {
  vi.useRealTimers();
});

describe("a session", () => {
  it("says who somebody is until it expires", async () => {
    vi.useFakeTimers({ toFake: ["Date"] });
    const cookie = await sessionCookie(config, VIEWER);
    const sent = cookie.split(";")[0] ?? "";

    expect(await whoSends(sent)).toEqual(VIEWER);
    vi.setSystemTime(Date.now() + 8 * 60 * 60_000 - 1_000);
    expect(await whoSends(sent)).toEqual(VIEWER);
    vi.setSystemTime(Date.now() + 2_000);
    expect(await whoSends(sent)).toBeNull();
  });

  it("is a cookie that no script reads, that no other site sends along, and that is for this host alone", async () => {
    expect(await sessionCookie(config, VIEWER)).toMatch(
      /^__Host-ledger-session=[\w.-]+; Path=\/; Max-Age=28800; HttpOnly; SameSite=Lax; Secure$/,
    );
  });

  it("is found among other cookies", async () => {
    expect(await whoSends(`a=1; __Host-ledger-session=${await sessionToken(config)}; b=x=y`)).toEqual(VIEWER);
  });

  it("ends early when the operator shortens sessions", async () => {
    vi.useFakeTimers({ toFake: ["Date"] });
    const [sent = ""] = (await sessionCookie(config, VIEWER)).split(";");
    vi.setSystemTime(Date.now() + 120_000);

    expect(await whoSends(sent, oidcConfig({ LEDGER_SESSION_SECONDS: "60" }))).toBeNull();
  });

  it("is unreadable without the secret", async () => {
    const token = await sessionToken(config, { identity: OPERATOR });

    for (const part of token.split(".")) expect(Buffer.from(part, "base64url").toString("latin1")).not.toMatch(/operators|example\.com/);
  });
});

describe("nobody is signed in by", () => {
  it.each([
    ["no cookie", async () => ""],
    ["an empty cookie", async () => named("")],
    ["text that is no token", async () => named("x.y")],
    ["an expired session", async () => named(await sessionToken(config, { expiredSeconds: 1 }))],
    ["a session encrypted with another secret", async () => named(await sessionToken(oidcConfig({ LEDGER_SESSION_SECRET: `${SECRET}!` })))],
    ["the session of another app", async () => named(await sessionToken(oidcConfig({ LEDGER_APP_URL: "https://other.example.com" })))],
    [
      "the session of another provider",
      async () => named(await sessionToken(oidcConfig({ LEDGER_OIDC_ISSUER: "https://evil.example.com" }))),
    ],
    ["the session of another client", async () => named(await sessionToken(oidcConfig({ LEDGER_OIDC_CLIENT_ID: "other" })))],
    ["the token of a sign-in", async () => named(await sessionToken(config, { purpose: "sign-in" }))],
    ["a cookie without the prefix", async () => `ledger-session=${await sessionToken(config)}`],
    ["a token without encryption", async () => named(`${part({ alg: "none" })}.${part({ identity: OPERATOR, exp: 9e9, iat: 1 })}.`)],
    ["one that is far too long", async () => named("x".repeat(10_000))],
  ])("%s", async (_, cookie) => expect(await whoSends(await cookie())).toBeNull());

  it("a session of which any one character was changed", async () => {
    const token = await sessionToken(config, { identity: OPERATOR });
    for (let index = 0; index < token.length; index += 1) {
      const other = token[index] === "A" ? "B" : "A";
      const changed = token.slice(0, index) + other + token.slice(index + 1);
      // The last character of a part may hold bits that stand for nothing.
      if (bytesOf(changed) !== bytesOf(token)) expect(await whoSends(named(changed)), `changed at ${index}`).toBeNull();
    }
  });
});

const named = (value: string): string => `__Host-ledger-session=${value}`;
const bytesOf = (token: string): string =>
  token
    .split(".")
    .map((text) => Buffer.from(text, "base64url").toString("hex"))
    .join(".");
const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString("base64url");

const whoSends = (cookie: string, reader = config) => sessionIdentity(reader, new Headers({ cookie }));
