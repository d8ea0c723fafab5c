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
  it("allows only this app", () => {
    const policy = policyOf();

    expect(policy.get("default-src")).toEqual(["'none'"]);
    expect([...policy.values()].flat().filter((source) => !source.startsWith("'"))).toEqual([]);
  });

  it("runs only scripts with the nonce, and what these load", () => {
    const policy = policyOf();

    expect(policy.get("script-src")).toEqual(["'nonce-bm9uY2U='", "'strict-dynamic'"]);
    expect(policy.get("script-src-attr")).toEqual(["'none'"]);
    expect(policy.get("style-src")).toEqual(["'self'", "'nonce-bm9uY2U='"]);
  });

  it("allows inline code only as the style of an element", () => {
    const lenient = [...policyOf()].filter(([, sources]) => sources.some((source) => source.startsWith("'unsafe")));

    expect(lenient).toEqual([["style-src-attr", ["'unsafe-inline'"]]]);
  });

  it.each(["frame-ancestors", "base-uri", "object-src", "worker-src"])("allows none of %s", (name) => {
    expect(policyOf().get(name)).toEqual(["'none'"]);
  });

  it("allows eval only under the development server", () => {
    expect(policyOf({ ...ASKED, isDevelopment: true }).get("script-src")).toContain("'unsafe-eval'");
  });
});

describe("Strict-Transport-Security", () => {
  it.each([
    ["is sent where the app's address is https", { appUrl: "https://ledger.example.com" }, true],
    ["is sent where a proxy in front speaks https", { forwardedProto: "https" }, true],
    ["goes by the outermost of several proxies", { forwardedProto: "HTTPS, http" }, true],
    ["is not sent for the leg behind it", { forwardedProto: "http,https" }, false],
    ["is not sent on this machine", { appUrl: "http://localhost:3000", forwardedProto: "http" }, false],
    ["is not sent where nothing is known", {}, false],
    ["is not sent for a similar word", { forwardedProto: "httpsx" }, false],
  ])("%s", (_, asked, given) => {
    expect(securityHeaders({ ...ASKED, ...asked })["Strict-Transport-Security"]).toBe(given ? "max-age=31536000" : undefined);
  });
});

describe("a cache", () => {
  it.each(["/", "/images", "/sign-in", "/api/scopes", "/api/health", "/nowhere", "/iam/reader-policy.json", "/_next/image", "/icon.svg/x"])(
    "keeps no copy of %s",
    (pathname) => expect(securityHeaders({ ...ASKED, pathname })["Cache-Control"]).toBe("private, no-store"),
  );

  it.each(["/_next/static/chunks/a.js", "/icon.svg"])("keeps %s, which is the same for everybody, as long as Next.js says", (pathname) => {
    expect(securityHeaders({ ...ASKED, pathname })["Cache-Control"]).toBeUndefined();
  });
});

it("every answer has the headers that depend on no request", () => {
  expect(securityHeaders(ASKED)).toMatchObject({
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": expect.stringContaining("camera=(), "),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
  });
});
