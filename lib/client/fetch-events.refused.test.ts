import { afterEach, describe, expect, it, vi } from "vitest";
import { fetchEvents, RequestRefused, SessionOver, staysRefused } from "./fetch-events";

afterEach(() => {
  vi.unstubAllGlobals();
});

describe("a refused request", () => {
  it("names the parameter and says what was expected", async () => {
    answer(Response.json({ error: { code: "InvalidParameter", parameter: "region", message: "region must be …" } }, { status: 400 }));

    await expect(read()).rejects.toThrow(new RequestRefused("region", "region must be …"));
    await expect(read()).rejects.toMatchObject({ name: "RequestRefused", parameter: "region" });
  });

  it.each([
    ["in another shape", '{"error":"broken"}'],
    ["that is no JSON", "<html>"],
    ["that is nothing", "null"],
  ])("tells the status where the answer is one %s", async (_, body) => {
    answer(new Response(body, { status: 502 }));

    await expect(read()).rejects.toThrow(new RequestRefused(null, "The server answered with status 502."));
  });
});

describe("a session that is over", () => {
  it("is told from what signing in again does not help", async () => {
    answer(Response.json({ error: { code: "NotSignedIn", parameter: null, message: "You are not …" } }, { status: 401 }));
    await expect(read()).rejects.toBeInstanceOf(SessionOver);

    answer(Response.json({ error: { code: "NotAllowed", parameter: null, message: "None of …" } }, { status: 403 }));
    await expect(read()).rejects.not.toBeInstanceOf(SessionOver);
  });
});

describe("a refusal for now", () => {
  it.each([429, 503])("is told from one that stays, by its status: %i", async (status) => {
    answer(Response.json({ error: { code: "TooManyRequests", parameter: null, message: "Try again in a second." } }, { status }));

    const error = await read().catch((reason: unknown) => reason);
    expect(error).toMatchObject({ name: "RequestRefused", message: "Try again in a second." });
    expect(staysRefused(error)).toBe(false);
    expect(staysRefused(new RequestRefused("region", "region must be …"))).toBe(true);
  });
});

describe("a request", () => {
  it("goes to the address it is given, and can be left", async () => {
    const fetch = vi.fn(async () => new Response(""));
    vi.stubGlobal("fetch", fetch);
    const { signal } = new AbortController();
    await fetchEvents("/api/fast-launch-images?region=us-east-1", signal).next();

    expect(fetch).toHaveBeenCalledWith("/api/fast-launch-images?region=us-east-1", {
      signal,
      headers: { Accept: "application/vnd.ami-ledger.columnar+json, */*;q=0.1" },
    });
  });

  it("fails as the network does where no server is reached", async () => {
    vi.stubGlobal("fetch", () => Promise.reject(new TypeError("Failed to fetch")));

    await expect(read()).rejects.toThrow(new TypeError("Failed to fetch"));
  });
});

const read = () => fetchEvents("/api/rows", new AbortController().signal).next();

function answer(response: Response): void {
  vi.stubGlobal("fetch", async () => response.clone());
}
