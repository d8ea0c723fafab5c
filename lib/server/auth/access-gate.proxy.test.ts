import { readdirSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { recordLog } from "@/lib/server/observe/test-support";
import { accessGate } from "./access-gate";
import { arrive, cookieFor, isUnknown, OPEN, ORIGIN, pathOf, ROUTES } from "./access-gate.test-support";
import { requireOperator } from "./require-person";
import { OIDC, OPERATOR, SECRET, VIEWER } from "./test-support";

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
