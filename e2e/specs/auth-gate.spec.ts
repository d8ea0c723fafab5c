import { readFile } from "node:fs/promises";
import { request as httpRequest } from "node:http";
import { join } from "node:path";
import { filledIn, pathsOfTheBuild } from "@/e2e/support/build";
import { expect, putSession, sessionAudience, sessionValue, test } from "@/e2e/support/sign-in";
import { APP_URL, PROVIDER_URL, SECRET } from "@/e2e/support/sign-in-environment";

/** What everybody may have. */
const OPEN = ["/api/health", "/api/ready", "/icon.svg", "/sign-in", "/api/auth/sign-in", "/api/auth/callback", "/api/auth/sign-out"];

/** What every answer with something in it has: rows, scopes, account ids. */
const SOMETHING = /"type":"(?:start|rows)"|"rows":|"scopes":|\b\d{12}\b|us-east-1/;

const METHODS = ["GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE", "TRACE", "PROPFIND"];

interface Answer {
  status: number;
  location: string | undefined;
  body: string;
}

test("every page and route of the build is behind the gate, by every method", async () => {
  const paths = await routesOfTheBuild();
  expect(paths.length).toBeGreaterThan(15);

  for (const path of paths) {
    for (const method of METHODS) expectNothing(await ask(path, { method }), `${method} ${path}`);
  }
});

test("no session but the app's own opens anything", async () => {
  const foreign = {
    "encrypted with another secret": await sessionValue({ secret: "another secret of thirty-two characters" }),
    over: await sessionValue({ seconds: -1 }),
    "of another app": await sessionValue({ audience: sessionAudience({ appUrl: "https://other.example.com" }) }),
    "of another client": await sessionValue({ audience: sessionAudience({ client: "other" }) }),
    "of other rules": await sessionValue({ audience: sessionAudience({ operators: "others" }) }),
    "for another purpose": await sessionValue({ purpose: "sign-in" }),
    "of another group": await sessionValue({ groups: ["others"] }),
    "not encrypted": `${encoded({ alg: "none" })}.${encoded({ identity: { subject: "x", groups: ["operators"] } })}.`,
    empty: "",
    "the secret": SECRET.replaceAll(" ", "%20"),
  };
  for (const path of await routesOfTheBuild()) {
    for (const [what, value] of Object.entries(foreign)) {
      expectNothing(await ask(path, { headers: { cookie: `ledger-session=${value}` } }), `${path} with one ${what}`);
    }
  }
});

test("the same questions are answered to who is signed in", async () => {
  const cookie = `ledger-session=${await sessionValue()}`;

  const scopes = await ask("/api/scopes", { headers: { cookie } });
  expect(scopes.status).toBe(200);
  expect(scopes.body).toMatch(SOMETHING);
  expect((await ask("/api/fast-launch-images?region=us-east-1", { headers: { cookie } })).body).toMatch(/"type":"start"/);
  expect((await ask("/fast-launch-images", { headers: { cookie } })).status).toBe(200);
});

test("no header gets past the gate", async () => {
  const smuggled: Record<string, string>[] = [
    ...["proxy", "src/proxy", "middleware", "src/middleware", "pages/_middleware", "proxy:proxy:proxy:proxy:proxy"].flatMap((name) => [
      { "x-middleware-subrequest": name },
      { "x-middleware-subrequest": Array(6).fill(name).join(":") },
    ]),
    { "x-middleware-next": "1" },
    { "x-middleware-skip": "1" },
    { "x-middleware-invoke": "1" },
    { "x-middleware-prefetch": "1" },
    { "x-middleware-rewrite": "/api/scopes" },
    { "x-middleware-redirect": "/api/scopes" },
    { "x-middleware-override-headers": "cookie", "x-middleware-request-cookie": `ledger-session=x` },
    { "x-middleware-set-cookie": "ledger-session=x" },
    { "x-nextjs-data": "1" },
    { "x-nextjs-rewrite": "/api/scopes" },
    { "x-matched-path": "/api/scopes" },
    { "x-invoke-path": "/api/scopes" },
    { "x-invoke-status": "200" },
    { "x-invoke-output": "/api/scopes" },
    { "x-now-route-matches": "1=api/scopes" },
    { "x-rewrite-url": "/api/health" },
    { "x-original-url": "/api/health" },
    { "x-forwarded-uri": "/api/health" },
    { "x-forwarded-host": "localhost" },
    { "x-forwarded-for": "127.0.0.1" },
    { "x-forwarded-email": "ann@example.com" },
    { "x-amzn-oidc-data": "x.y.z", "x-amzn-oidc-identity": "ann" },
    { "x-http-method-override": "OPTIONS" },
    { "x-vercel-protection-bypass": "1" },
    { "x-prerender-revalidate": "1" },
    { rsc: "1" },
    { rsc: "1", "next-router-prefetch": "1" },
    { rsc: "1", "next-router-segment-prefetch": "/_tree" },
    { "next-action": "00".repeat(20) },
    { "next-resume": "1" },
    { authorization: "Bearer x" },
    { host: "localhost" },
    { host: "evil.example.com" },
    { host: "evil.example.com", "x-forwarded-host": "evil.example.com", "x-forwarded-proto": "https" },
    { purpose: "prefetch" },
  ];
  for (const headers of smuggled) {
    for (const path of ["/api/scopes", "/api/fast-launch-images?region=us-east-1", "/fast-launch-images"]) {
      for (const method of "next-action" in headers ? ["POST"] : ["GET"]) {
        expectNothing(await ask(path, { method, headers }), `${path} with ${JSON.stringify(headers)}`);
      }
    }
  }
});

test("no spelling of a path gets past the gate", async () => {
  const build = (await readFile(join(import.meta.dirname, "../../.next/BUILD_ID"), "utf8")).trim();
  const spelled = [
    "//api/scopes",
    "/api//scopes",
    "///api///scopes",
    "/./api/scopes",
    "/%2e/api/scopes",
    "/api/%73copes",
    "/%61pi/scopes",
    "/api%2fscopes",
    "/api%5cscopes",
    "/api\\scopes",
    "/api/scopes/",
    "/api/scopes/.",
    "/api/scopes;",
    "/api/scopes;x=y",
    "/api;x/scopes",
    "/API/SCOPES",
    "/api/Scopes",
    "/api/scopes%00",
    "/api/scopes%20",
    "/api/scopes.rsc",
    "/api/scopes.json",
    "/api/scopes.txt",
    "/api/scopes?_rsc=1",
    "/api/scopes?__nextLocale=en",
    "/api/scopes?nxtPpath=health",
    "/_next/../api/scopes",
    "/_next/static/../../api/scopes",
    "/_next/static/%2e%2e/%2e%2e/api/scopes",
    "/_next/static/..%2f..%2fapi%2fscopes",
    "/_next/static/..\\..\\api\\scopes",
    "/_next/static//../../api/scopes",
    "/api/health/../scopes",
    "/api/health/%2e%2e/scopes",
    "/api/health/..%2fscopes",
    "/api/health/..;/scopes",
    "/api/health;/../scopes",
    "/api/health%2f..%2fscopes",
    "/api/health%23/../scopes",
    "/api/health%3f/../scopes",
    "/sign-in/../api/scopes",
    "/sign-in/..;/api/scopes",
    "/icon.svg/../api/scopes",
    "/api/auth/sign-in/../../scopes",
    `/_next/data/${build}/api/scopes.json`,
    `/_next/data/${build}/fast-launch-images.json`,
    "/_next/image?url=%2Fapi%2Fscopes&w=640&q=75",
    "/index/api/scopes",
    "/en/api/scopes",
    `${APP_URL}/api/scopes`,
    "http://localhost/api/scopes",
    "/fast-launch-images.rsc",
    "/fast-launch-images.segments/_tree.segment.rsc",
    "/_next/server/app/api/scopes/route.js",
    "/.next/BUILD_ID",
    "/.env.local",
    "/*",
    "/%",
    "/%c0%ae%c0%ae/api/scopes",
  ];
  for (const path of spelled) {
    for (const method of ["GET", "HEAD", "POST"]) expectNothing(await ask(path, { method }), `${method} ${path}`);
  }
  expect((await ask("/api/health#/../scopes", {})).body).toBe('{"status":"ok"}');
});

test("a viewer causes no write by any route of the build, and another site causes none for an operator", async () => {
  const viewer = { cookie: `ledger-session=${await sessionValue()}`, origin: APP_URL };
  const elsewhere = { cookie: `ledger-session=${await sessionValue({ groups: ["operators"] })}`, origin: "https://example.com" };
  for (const path of await routesOfTheBuild()) {
    for (const method of METHODS.filter((name) => !["GET", "HEAD", "OPTIONS"].includes(name))) {
      for (const headers of [viewer, elsewhere]) {
        const { status } = await ask(path, { method, headers });
        expect([400, 403, 404, 405, 500, 501], `${method} ${path} from ${headers.origin}`).toContain(status);
      }
    }
  }
});

test("another site signs nobody out", async ({ page }) => {
  await putSession(page, await sessionValue());
  const answer = await page.request.post("/api/auth/sign-out", { headers: { origin: "https://example.com" } });

  expect(answer.status()).toBe(403);
  expect(answer.headers()["set-cookie"]).toBeUndefined();
});

test("what is open tells nothing", async () => {
  for (const path of OPEN) {
    const { status, body, location } = await ask(path, {});
    expect(status, path).toBeLessThan(500);
    expect(body, path).not.toMatch(SOMETHING);
    expect(location ?? PROVIDER_URL, path).toMatch(new RegExp(`^(?:${PROVIDER_URL}|/sign-in)`));
  }
});

/** Nothing came but a refusal, the way to the sign-in, or the word that there is no such thing. */
function expectNothing({ status, location, body }: Answer, what: string): void {
  expect(body, what).not.toMatch(SOMETHING);
  if (status === 307) expect(location, what).toMatch(/^\/sign-in(?:\?to=|$)/);
  // Next.js itself sends on, before it asks the gate, from an address to the same in its proper spelling.
  else if (status === 308) expect(location, what).toMatch(/^(?:\/(?!\/)|http:\/\/(?:127\.0\.0\.1|localhost)[:/])/);
  else expect([400, 401, 403, 404, 405, 500, 501], what).toContain(status);
}

/** Every page and route of the build that is not for everybody. */
const routesOfTheBuild = async (): Promise<string[]> => (await pathsOfTheBuild()).map(filledIn).filter((path) => !OPEN.includes(path));

/** Sends a path as it is written, which fetch and browsers would tidy up first. */
function ask(path: string, { method = "GET", headers = {} }: { method?: string; headers?: Record<string, string> }): Promise<Answer> {
  const { hostname, port } = new URL(APP_URL);
  return new Promise((resolve, reject) => {
    const request = httpRequest({ hostname, port, path, method, headers, agent: false }, async (response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of response) chunks.push(chunk);
      const { location, "x-nextjs-redirect": toClient } = response.headers;
      resolve({ status: response.statusCode ?? 0, location: location ?? toClient?.toString(), body: Buffer.concat(chunks).toString() });
    });
    request.on("error", reject);
    request.end();
  });
}

const encoded = (value: object): string => Buffer.from(JSON.stringify(value)).toString("base64url");
