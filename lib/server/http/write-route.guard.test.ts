import { describe, expect, it, vi } from "vitest";
import { GET as getOne } from "@/app/api/report-requests/[id]/route";
import { GET as list } from "@/app/api/report-requests/route";
import { GET as scopes } from "@/app/api/scopes/route";
import { asked, creations, everyWrite, freshRequest, HOST, log, OWN, ofId, post, sent } from "./write-route.test-support";

describe("every route that changes something", () => {
  it.each([
    ["from another site", { "sec-fetch-site": "cross-site" }, 403, "CrossSite"],
    ["from another subdomain", { "sec-fetch-site": "same-site" }, 403, "CrossSite"],
    ["typed into the address bar", { "sec-fetch-site": "none" }, 403, "CrossSite"],
    ["from another origin, whatever it says of the site", { origin: "https://evil.test" }, 403, "CrossSite"],
    ["from another port", { origin: "http://127.0.0.1:8443" }, 403, "CrossSite"],
    ["from an origin that begins like ours", { origin: "http://127.0.0.1.evil.test:3000" }, 403, "CrossSite"],
    ["from a sandboxed frame", { origin: "null" }, 403, "CrossSite"],
    ["from an origin that is none", { origin: HOST }, 403, "CrossSite"],
    ["that only says to come from the same site", { origin: "" }, 403, "CrossSite"],
    ["from our port of another name", { origin: "http://localhost.evil.test:3000" }, 403, "CrossSite"],
    ["from no port at all", { origin: "http://127.0.0.1" }, 403, "CrossSite"],
    ["from two origins", { origin: `${OWN.origin}, https://evil.test` }, 403, "CrossSite"],
    ["from an origin with a name in it", { origin: `http://${HOST}@evil.test` }, 403, "CrossSite"],
    ["that says in another spelling to come from here", { "sec-fetch-site": "Same-Origin, cross-site" }, 403, "CrossSite"],
    ["of which nobody knows where it comes from", { origin: "", "sec-fetch-site": "" }, 403, "CrossSite"],
    ["in the form that a foreign page can send", { "content-type": "text/plain" }, 415, "UnsupportedMediaType"],
    ["as a form", { "content-type": "application/x-www-form-urlencoded" }, 415, "UnsupportedMediaType"],
    ["as a form with files", { "content-type": "multipart/form-data; boundary=x" }, 415, "UnsupportedMediaType"],
    ["as a form that mentions JSON", { "content-type": "text/plain; application/json" }, 415, "UnsupportedMediaType"],
    ["in something like JSON", { "content-type": "application/jsonp" }, 415, "UnsupportedMediaType"],
    ["in nothing", { "content-type": "" }, 415, "UnsupportedMediaType"],
  ])("refuses a request %s, and AWS is not asked", async (_, headers, status, code) => {
    for (const answer of await everyWrite(headers)) {
      expect(answer.status).toBe(status);
      expect(await answer.json()).toMatchObject({ error: { code } });
    }
    expect(creations()).toEqual([]);
    expect(log.filter(({ audit }) => audit)).toEqual([]);
  });

  it("refuses while writes are off, in a sentence that says how to allow them", async () => {
    vi.stubEnv("LEDGER_ALLOW_WRITES", "");
    for (const answer of await everyWrite({})) {
      expect(answer.status).toBe(403);
      expect(await answer.json()).toMatchObject({
        error: { code: "WritesOff", message: expect.stringContaining("LEDGER_ALLOW_WRITES=true") },
      });
    }
    expect(creations()).toEqual([]);
    expect(await (await scopes(asked())).json()).toMatchObject({ writes: "off" });
  });

  it("is told to be allowed where it is", async () => {
    expect(await (await scopes(asked())).json()).toMatchObject({ writes: "allowed" });
  });

  it.each([
    ["no word on the site, as over plain HTTP", { "sec-fetch-site": "" }],
    ["a charset", { "content-type": "application/json; charset=utf-8" }],
  ])("lets a page of ours through with %s", async (_, headers) => {
    expect((await post(freshRequest(1), headers)).status).toBe(202);
  });

  it("is not reached by another method that names it", async () => {
    const id = crypto.randomUUID();
    for (const name of ["x-http-method-override", "x-http-method", "x-method-override"]) {
      for (const method of ["POST", "DELETE"]) {
        const headers = { ...OWN, [name]: method };
        const query = `?_method=${method}`;
        expect((await list(new Request(`http://${HOST}/${query}`, { headers }))).status).toBe(200);
        expect((await getOne(new Request(`http://${HOST}/${query}`, { headers }), ofId(id))).status).toBe(404);
      }
    }
    expect(creations()).toEqual([]);
    expect(log.filter(({ audit }) => audit)).toEqual([]);
  });

  it.each([
    ["report-requests", () => import("@/app/api/report-requests/route"), "GET, HEAD, POST, OPTIONS"],
    ["report-requests/[id]", () => import("@/app/api/report-requests/[id]/route"), "GET, HEAD, POST, OPTIONS"],
    ["image-usage-reports/[id]", () => import("@/app/api/image-usage-reports/[id]/route"), "DELETE, OPTIONS"],
  ])("answers no method beside its own, and says which these are: %s", async (_, load, allow) => {
    const { PUT, OPTIONS } = await load();

    const refused = await PUT(sent("PUT", {}), ofId("x"));
    expect(refused.status).toBe(405);
    expect(refused.headers.get("allow")).toBe(allow);
    expect(await refused.json()).toMatchObject({ error: { code: "MethodNotAllowed", parameter: null } });
    expect((await OPTIONS(sent("OPTIONS", {}), ofId("x"))).headers.get("allow")).toBe(allow);
  });
});
