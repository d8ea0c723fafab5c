import { afterEach, describe, expect, it, vi } from "vitest";
import type { Scope } from "@/lib/core/scope";
import { type FastLaunchImage, fastLaunchImages } from "@/lib/resources/fast-launch-images";
import { retryFailed, retryKey, retrySearches } from "./retry-failed";
import { type Answer, denied, images, ohio, open, paris, reading, route, tokyo } from "./test-support";

const TEN = "2026-11-21T10:00:00.000Z";
const NOON = "2026-11-21T12:00:00.000Z";
const OHIO = "111122223333/us-east-2";
const PARIS = "111122223333/eu-west-3";
const TOKYO = "444455556666/ap-northeast-1";
const nobody: Scope = { account: null, region: "eu-west-3" };

const retry = (page: ReturnType<typeof open>, search = "") => retryFailed<FastLaunchImage>(page.client, fastLaunchImages, search);

afterEach(() => {
  vi.unstubAllGlobals();
});

describe("what a retry asks for", () => {
  const failure = (scope: Scope) => ({ scope, error: denied("r") });

  it("is each account that has failures once, with the regions that failed", () => {
    expect(retrySearches("image-id=ami-1&region=us-east-2&account=111122223333", [ohio, tokyo, paris].map(failure))).toEqual([
      "image-id=ami-1&account=111122223333&region=us-east-2&region=eu-west-3&refresh=true",
      "image-id=ami-1&account=444455556666&region=ap-northeast-1&refresh=true",
    ]);
  });

  it("names no account where none is known", () => {
    expect(retrySearches("account=111122223333", [failure(nobody)])).toEqual(["region=eu-west-3&refresh=true"]);
  });
});

describe("a retry", () => {
  it("reads only what failed, and the rest stays as it is", async () => {
    const page = await opened({ scope: ohio, images: ["o"] }, { scope: paris, images: ["p-1"], failed: true });
    page.answer(reading(NOON, { scope: paris, images: ["p-1", "p-2"] }));
    await retry(page);

    expect(page.asked[1]?.url).toBe("/api/fast-launch-images?account=111122223333&region=eu-west-3&refresh=true");
    expect(images(page.seen.at(-1))).toEqual({ [OHIO]: ["o"], [PARIS]: ["p-1", "p-2"] });
    expect(page.seen.at(-1)).toMatchObject({
      length: 3,
      scopes: [ohio, paris],
      done: [ohio, paris],
      failures: [],
      kept: [],
      readAt: TEN,
      end: { complete: true, rows: 3 },
    });
  });

  it("that fails again keeps the better of both, with the newer reason", async () => {
    const page = await opened({ scope: ohio, images: ["o-1", "o-2"], failed: true }, { scope: paris, images: ["p-1"], failed: true });
    page.answer(reading(NOON, { scope: ohio, images: ["o-1"], failed: true }, { scope: paris, images: ["p-1", "p-2"], failed: true }));
    await retry(page);

    expect(images(page.seen.at(-1))).toEqual({ [OHIO]: ["o-1", "o-2"], [PARIS]: ["p-1", "p-2"] });
    expect(page.seen.at(-1)).toMatchObject({
      kept: [{ scope: ohio, readAt: TEN }],
      failures: [
        { scope: ohio, error: denied(NOON) },
        { scope: paris, error: denied(NOON) },
      ],
      end: { complete: false, rows: 4 },
    });
  });

  it("folds in what came of the accounts that answered, though another did not", async () => {
    const page = await opened({ scope: ohio, images: [], failed: true }, { scope: tokyo, images: [], failed: true });
    page.break();
    page.answer(reading(NOON, { scope: tokyo, images: ["t"] }));
    await retry(page);

    expect(images(page.seen.at(-1))).toEqual({ [TOKYO]: ["t"] });
    expect(page.seen.at(-1)).toMatchObject({ failures: [{ scope: ohio }], done: [tokyo], end: { complete: false, rows: 1 } });
    expect(page.state()?.status).toBe("success");
  });

  it.each(["breaks", "is refused", "is cut"])("that %s leaves everything as it was, and is an error", async (how) => {
    const page = await opened({ scope: ohio, images: ["o"] }, { scope: paris, images: [], failed: true });
    const before = page.seen.at(-1);
    if (how === "breaks") page.break();
    if (how === "is refused") page.refuse();
    if (how === "is cut") page.answer(reading(NOON, { scope: paris, images: ["p"] }).slice(0, 3));
    await retry(page);

    expect(page.state()?.data).toBe(before);
    expect(page.state()?.status).toBe("error");
  });

  it("takes an account that has become known in place of the unknown one, and leaves others alone", async () => {
    const known = { account: "444455556666", region: "eu-west-3" };
    const page = await opened({ scope: known, images: ["k"] }, { scope: nobody, images: [], failed: true });
    page.answer(reading(NOON, { scope: known, images: ["changed"] }, { scope: paris, images: ["p"] }));
    await retry(page);

    expect(page.asked[1]?.url).toBe("/api/fast-launch-images?region=eu-west-3&refresh=true");
    expect(images(page.seen.at(-1))).toEqual({ "444455556666/eu-west-3": ["k"], [PARIS]: ["p"] });
    expect(page.seen.at(-1)).toMatchObject({ scopes: [known, paris], failures: [], end: { complete: true, rows: 2 } });
  });

  it("still names an account that stays unknown", async () => {
    const page = await opened({ scope: ohio, images: ["o"] }, { scope: nobody, images: [], failed: true });
    page.answer(reading(NOON, { scope: nobody, images: [], failed: true }));
    await retry(page);

    expect(page.seen.at(-1)).toMatchObject({ scopes: [ohio, nobody], failures: [{ scope: nobody, error: denied(NOON) }] });
  });

  it("asks for nothing where nothing failed", async () => {
    const page = await opened({ scope: ohio, images: ["o"] });
    await retry(page);

    expect(page.asked).toHaveLength(1);
  });

  it("can be seen while it runs, and ends when the page is left", async () => {
    const page = await opened({ scope: ohio, images: ["o"] }, { scope: paris, images: [], failed: true });
    const before = page.seen.at(-1);
    page.stream();
    const retrying = retry(page);
    const mutationKey = retryKey(fastLaunchImages, "");
    await vi.waitFor(() => expect(page.asked).toHaveLength(2));
    expect(page.client.isMutating({ mutationKey })).toBe(1);
    page.leave();
    await retrying;

    expect(page.asked[1]?.signal.aborted).toBe(true);
    expect(page.client.isMutating({ mutationKey })).toBe(0);
    expect(page.state()?.data).toBe(before);
  });
});

/** A page that has been read with these answers. */
async function opened(...answers: Answer[]) {
  const server = route();
  server.answer(reading(TEN, ...answers));
  const page = open();
  await page.settled();
  return { ...server, ...page };
}
