import { readdirSync } from "node:fs";
import { join, sep } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { recordLog } from "@/lib/server/observe/test-support";
import { accessGate } from "./access-gate";
import { requireOperator } from "./require-person";
import { OIDC, OPERATOR, oidcConfig, SECRET, sessionToken, VIEWER } from "./test-support";

const ORIGIN = "https://ledger.example.com";
const ROUTES = join(import.meta.dirname, "../../../app/api");
const OPEN = /^(?:health|ready|auth\/[\w-]+)\/route\.ts$/;

beforeEach(() => {
  for (const [name, value] of Object.entries(OIDC)) vi.stubEnv(name, value);
});

afterEach(() => {
  vi.unstubAllEnvs();
});

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

describe("without a sign-in", () => {
  beforeEach(() => {
    for (const name of Object.keys(OIDC)) vi.stubEnv(name, "");
  });

  it.each(["localhost", "localhost:3000", "127.0.0.1:3000", "127.8.9.1", "[::1]:3000", "LOCALHOST"])(
    "this machine is answered at %s, and may write",
    async (host) => {
      expect(await arrive("/api/scopes", { host })).toBeNull();
      expect(await arrive("/api/report-requests", { host, method: "POST", origin: `http://${host}` })).toBeNull();
    },
  );

  it.each([
    "ledger.example.com",
    "evil.com:3000",
    "127.0.0.1.evil.com",
    "localhost.evil.com",
    "0.0.0.0",
    "10.0.0.1",
    "",
    "1270.0.0.1",
    "evil.com:127.0.0.1",
  ])("nobody is answered at another name: %j", async (host) => {
    expect((await arrive("/api/scopes", { host }))?.status).toBe(403);
  });

  it("everybody reads and nobody writes where the operator said so", async () => {
    vi.stubEnv("LEDGER_SERVE_ANYWHERE", "yes, without sign-in");

    expect(await arrive("/api/scopes", { host: "ledger.example.com" })).toBeNull();
    expect((await arrive("/api/report-requests", { host: "localhost", method: "POST", origin: "http://localhost" }))?.status).toBe(403);
  });
});

describe("behind a proxy", () => {
  beforeEach(() => {
    for (const name of Object.keys(OIDC)) vi.stubEnv(name, "");
    vi.stubEnv("LEDGER_AUTH", "proxy");
    vi.stubEnv("LEDGER_PROXY_HEADER", "x-forwarded-email");
    vi.stubEnv("LEDGER_PROXY_GROUPS_HEADER", "x-forwarded-groups");
    vi.stubEnv("LEDGER_PROXY_SECRET", SECRET);
    vi.stubEnv("LEDGER_OPERATOR_GROUPS", "operators");
    vi.stubEnv("LEDGER_ALLOWED_DOMAINS", "example.com");
  });

  const person = { "x-forwarded-email": "bob@example.com", "x-ledger-proxy-secret": SECRET };
  const post = (headers: Record<string, string>) =>
    accessGate({ method: "POST", url: new URL("/api/report-requests", ORIGIN), headers: new Headers(headers) });
  const get = (headers: Record<string, string>) =>
    accessGate({ method: "GET", url: new URL("/api/x", ORIGIN), headers: new Headers(headers) });

  it("whom it names enters, and writes in a group of operators", async () => {
    expect(await get(person)).toBeNull();
    expect((await post({ ...person, origin: ORIGIN, host: "ledger.example.com" }))?.status).toBe(403);
    expect(await post({ ...person, "x-forwarded-groups": "operators", origin: ORIGIN, host: "ledger.example.com" })).toBeNull();
  });

  it("nobody enters who comes past it, or from another domain", async () => {
    expect((await get({ "x-forwarded-email": "bob@example.com", "x-forwarded-groups": "operators" }))?.status).toBe(401);
    expect((await get({ ...person, "x-forwarded-email": "eve@example.org" }))?.status).toBe(403);
  });
});

it("a wrong configuration lets nobody in", async () => {
  vi.stubEnv("LEDGER_SESSION_SECRET", "short");
  const lines = recordLog();
  const answer = await arrive("/api/scopes", { cookie: await cookieFor(OPERATOR) });

  expect(answer?.status).toBe(500);
  expect(answer?.headers.get("x-request-id")).toBe(lines[0]?.request);
  expect(await answer?.text()).not.toContain("LEDGER_SESSION_SECRET");
});

describe("where the gate is passed all the same,", () => {
  const files = readdirSync(ROUTES, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith("route.ts") && !OPEN.test(file));

  it("there are routes to ask", () => expect(files.length).toBeGreaterThan(5));

  it.each(files)("%s answers nobody", async (file) => {
    const handlers: Record<string, unknown> = await import(join(ROUTES, file));
    const methods = Object.entries(handlers).filter(([name]) => /^[A-Z]+$/.test(name));

    expect(methods).not.toEqual([]);
    for (const [method, handler] of methods) {
      if (typeof handler !== "function") throw new Error(`${method} is no handler.`);
      const ask = (headers: Record<string, string>): Promise<Response> =>
        handler(new Request(`${ORIGIN}/api`, { method, headers: { origin: ORIGIN, ...headers } }), {
          params: Promise.resolve({ id: "x" }),
        });
      expect((await ask({})).status, method).toBe(401);
      if (/^(?:GET|HEAD|OPTIONS)$/.test(method)) continue;
      const cookie = await cookieFor(VIEWER);
      const { status } = await ask({ cookie });
      expect(status, `${method} of a viewer`).toBe(isUnknown(file) ? 404 : status === 405 ? 405 : 403);
      if (status !== 403) continue;
      // The gate knows of everything that can be changed.
      expect((await arrive(pathOf(file), { method, cookie, origin: ORIGIN }))?.status).toBe(403);
    }
  });

  it("nothing is written by who may only read", async () => {
    await expect(requireOperator({ headers: new Headers({ cookie: await cookieFor(VIEWER), origin: ORIGIN }) })).rejects.toMatchObject({
      code: "NotOperator",
    });
  });
});

/** `/api/report-requests/x` of `report-requests/[id]/route.ts`. */
const pathOf = (file: string): string =>
  `/api/${file
    .replaceAll(sep, "/")
    .replace(/\/?route\.ts$/, "")
    .replaceAll(/\[.+?\]+/g, "x")}`;

const isUnknown = (file: string): boolean => file.startsWith("[[...path]]");

interface Arrival {
  method?: string;
  cookie?: string;
  origin?: string;
  host?: string;
  "sec-fetch-site"?: string;
}

function arrive(path: string, { method = "GET", ...headers }: Arrival = {}): Promise<Response | null> {
  return accessGate({ method, url: new URL(path, ORIGIN), headers: new Headers({ ...headers }) });
}

const cookieFor = async (identity: typeof VIEWER): Promise<string> =>
  `__Host-ledger-session=${await sessionToken(oidcConfig(), { identity })}`;
