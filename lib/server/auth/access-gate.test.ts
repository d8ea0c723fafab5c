import { describe, expect, it, vi } from "vitest";
import { recordLog } from "@/lib/server/observe/test-support";
import { arrive, cookieFor, ORIGIN } from "./access-gate.test-support";
import { OPERATOR, VIEWER } from "./test-support";

describe("without a session", () => {
  it.each([
    "/api/health",
    "/api/ready",
    "/sign-in",
    "/api/auth/sign-in",
    "/api/auth/callback",
    "/api/auth/sign-out",
    "/icon.svg",
    "/_next/static/chunks/a.js",
  ])("%s is open", async (path) => expect(await arrive(path)).toBeNull());

  it.each([
    "/",
    "/images",
    "/API",
    "/apis",
    "/_next",
    "/_next/image",
    "/_next/data/x.json",
    "/sign-in/x",
    "/icon.svg/x",
    "/iam/reader-policy.json",
  ])("%s leads to the sign-in", async (path) => {
    const answer = await arrive(path);

    expect(answer?.headers.get("location") ?? "401").toMatch(path === "/API" ? /401/ : /^https:\/\/ledger\.example\.com\/sign-in/);
  });

  it.each(["/api", "/api/", "/api/scopes", "/api/health/", "/api/health/x", "/api/ready/x", "/api/auth", "/api/auth/x", "/API/scopes"])(
    "%s is refused",
    async (path) => {
      const answer = await arrive(path);

      expect(answer?.status).toBe(401);
      expect(answer?.headers.get("cache-control")).toBe("private, no-store");
      expect(await answer?.json()).toEqual({ error: { code: "NotSignedIn", parameter: null, message: expect.any(String) } });
    },
  );

  it.each(["POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "PROPFIND"])("%s of a page is refused, not led on", async (method) => {
    expect((await arrive("/", { method }))?.status).toBe(401);
  });

  it("the sign-in knows where somebody wanted to go", async () => {
    const answer = await arrive("/images?region=us-east-1&q=a%26b");

    expect(answer?.headers.get("location")).toBe(`${ORIGIN}/sign-in?to=%2Fimages%3Fregion%3Dus-east-1%26q%3Da%2526b`);
  });
});

describe("with a session", () => {
  it("a viewer reads everything", async () => {
    const cookie = await cookieFor(VIEWER);

    for (const path of ["/", "/api/scopes"])
      for (const method of ["GET", "HEAD", "OPTIONS"]) expect(await arrive(path, { method, cookie })).toBeNull();
  });

  it.each(["POST", "PUT", "PATCH", "DELETE", "TRACE", "get", "PROPFIND"])("a viewer causes no write with %s", async (method) => {
    const answer = await arrive("/api/report-requests", { method, cookie: await cookieFor(VIEWER), origin: ORIGIN });

    expect(answer?.status).toBe(403);
    expect(await answer?.json()).toMatchObject({ error: { code: "NotOperator" } });
  });

  it("an operator writes from a page of the app", async () => {
    expect(await arrive("/api/report-requests", { method: "POST", cookie: await cookieFor(OPERATOR), origin: ORIGIN })).toBeNull();
  });

  it.each<[string, Record<string, string>]>([
    ["another site", { origin: "https://evil.example.com" }],
    ["a site in disguise", { origin: `${ORIGIN}.evil.com` }],
    ["the same name without encryption", { origin: "http://ledger.example.com" }],
    ["a page without an origin", { origin: "null" }],
    ["what does not say where from", {}],
    ["a sibling site", { origin: ORIGIN, "sec-fetch-site": "same-site" }],
    ["another site that lies about its origin", { origin: ORIGIN, "sec-fetch-site": "cross-site" }],
  ])("nothing is written for an operator by %s", async (_, from) => {
    const answer = await arrive("/api/report-requests", { method: "POST", cookie: await cookieFor(OPERATOR), ...from });

    expect(answer?.status).toBe(403);
    expect(await answer?.json()).toMatchObject({ error: { code: "CrossSite" } });
  });

  it("nobody of another group enters, and is told why by the sign-in page", async () => {
    const cookie = await cookieFor({ ...VIEWER, groups: [] });

    expect((await arrive("/api/scopes", { cookie }))?.status).toBe(403);
    expect((await arrive("/images", { cookie }))?.headers.get("location")).toBe(`${ORIGIN}/sign-in?to=%2Fimages`);
  });

  it("a changed domain counts at once", async () => {
    const cookie = await cookieFor(OPERATOR);
    vi.stubEnv("LEDGER_ALLOWED_DOMAINS", "example.org");

    expect((await arrive("/api/scopes", { cookie }))?.status).toBe(403);
  });

  it.each([
    ["LEDGER_OPERATOR_GROUPS", "operators,others"],
    ["LEDGER_VIEWER_GROUPS", "others"],
    ["LEDGER_ROLE_CLAIM", "roles"],
  ])("people sign in again after a change of %s, since their session may lack a group that now counts", async (name, value) => {
    const cookie = await cookieFor(VIEWER);
    vi.stubEnv(name, value);

    expect((await arrive("/api/scopes", { cookie }))?.status).toBe(401);
  });

  it("the log says once why somebody may not enter, and what to change", async () => {
    const lines = recordLog();
    const cookie = await cookieFor({ ...VIEWER, subject: "many", groups: [], groupsDoubt: "groups-overage" });
    for (let asked = 0; asked < 3; asked += 1) await arrive("/images", { cookie });

    expect(lines).toEqual([
      expect.objectContaining({
        level: "warn",
        msg: "access refused",
        person: "bob@example.com",
        reason: "groups-overage",
        remedy: expect.stringContaining("LEDGER_ROLE_CLAIM=roles"),
      }),
    ]);
  });

  it("a viewer whose groups did not arrive is told so where they may not write, and so is the log", async () => {
    const lines = recordLog();
    const cookie = await cookieFor({ ...VIEWER, subject: "half", groupsDoubt: "groups-overage" });
    const answer = await arrive("/api/report-requests", { method: "POST", cookie, origin: ORIGIN });

    expect(await answer?.json()).toMatchObject({ error: { code: "NotOperator", message: expect.stringContaining("did not arrive") } });
    expect(lines[0]).toMatchObject({ msg: "groups did not arrive", reason: "groups-overage" });
  });
});
