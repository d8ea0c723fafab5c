import { describe, expect, it } from "vitest";
import { securityHeaders } from "./security-headers";

const ASKED = { nonce: "bm9uY2U=", pathname: "/images", forwardedProto: null, appUrl: null, isDevelopment: false };

const policyOf = (asked = ASKED): Map<string, string[]> =>
  new Map(
    securityHeaders(asked)
      ["Content-Security-Policy"].split("; ")
      .map((directive) => directive.split(" "))
      .map(([name = "", ...sources]) => [name, sources]),
  );

describe("the policy of a page", () => {
  it("allows nothing that it does not name, and names this app alone", () => {
    const policy = policyOf();

    expect(policy.get("default-src")).toEqual(["'none'"]);
    expect([...policy.values()].flat().filter((source) => !source.startsWith("'"))).toEqual([]);
  });

  it("runs no script but one with the nonce, and what that one loads", () => {
    const policy = policyOf();

    expect(policy.get("script-src")).toEqual(["'nonce-bm9uY2U='", "'strict-dynamic'"]);
    expect(policy.get("script-src-attr")).toEqual(["'none'"]);
    expect(policy.get("style-src")).toEqual(["'self'", "'nonce-bm9uY2U='"]);
  });

  it("takes what is written in place for one thing alone: the style of an element", () => {
    const lenient = [...policyOf()].filter(([, sources]) => sources.some((source) => source.startsWith("'unsafe")));

    expect(lenient).toEqual([["style-src-attr", ["'unsafe-inline'"]]]);
  });

  it.each(["frame-ancestors", "base-uri", "object-src", "worker-src"])("allows none of %s", (name) => {
    expect(policyOf().get(name)).toEqual(["'none'"]);
  });

  it("evaluates text under the development server alone", () => {
    expect(policyOf({ ...ASKED, isDevelopment: true }).get("script-src")).toContain("'unsafe-eval'");
  });
});

describe("the word that the app is reached over https alone", () => {
  it.each([
    ["is given where the app's address says so", { appUrl: "https://ledger.example.com" }, true],
    ["is given where a proxy in front speaks https", { forwardedProto: "https" }, true],
    ["goes by the outermost of several proxies", { forwardedProto: "HTTPS, http" }, true],
    ["is not given for the leg behind it", { forwardedProto: "http,https" }, false],
    ["is not given on this machine", { appUrl: "http://localhost:3000", forwardedProto: "http" }, false],
    ["is not given where nothing is known", {}, false],
    ["is not given for what only looks like it", { forwardedProto: "httpsx" }, false],
  ])("%s", (_, asked, given) => {
    expect(securityHeaders({ ...ASKED, ...asked })["Strict-Transport-Security"]).toBe(given ? "max-age=31536000" : undefined);
  });
});

describe("what a cache may keep", () => {
  it.each(["/", "/images", "/sign-in", "/api/scopes", "/api/health", "/nowhere", "/iam/reader-policy.json", "/_next/image", "/icon.svg/x"])(
    "%s is kept by none",
    (pathname) => expect(securityHeaders({ ...ASKED, pathname })["Cache-Control"]).toBe("private, no-store"),
  );

  it.each(["/_next/static/chunks/a.js", "/icon.svg"])("%s is the same for all, and left to Next.js", (pathname) => {
    expect(securityHeaders({ ...ASKED, pathname })["Cache-Control"]).toBeUndefined();
  });
});

it("every answer has the headers that need no request", () => {
  expect(securityHeaders(ASKED)).toMatchObject({
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": expect.stringContaining("camera=(), "),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
  });
});
