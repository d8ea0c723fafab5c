import { afterEach, describe, expect, it, vi } from "vitest";
import { isComplete } from "@/lib/dataset/reading";
import { type FastLaunchImage, fastLaunchImages } from "@/lib/resources/fast-launch-images";
import { RequestRefused } from "./fetch-events";
import { refreshRows } from "./rows-query";
import { denied, image, images, ohio, open, paris, reading, route } from "./test-support";

const TEN = "2026-11-21T10:00:00.000Z";
const ELEVEN = "2026-11-21T11:00:00.000Z";
const NOON = "2026-11-21T12:00:00.000Z";
const OHIO = "111122223333/us-east-2";
const PARIS = "111122223333/eu-west-3";

const refresh = (page: ReturnType<typeof open>, search = "") => refreshRows<FastLaunchImage>(page.client, fastLaunchImages, search);

afterEach(() => {
  vi.unstubAllGlobals();
});

describe("a first reading", () => {
  it("shows rows as they arrive", async () => {
    const { send, close } = route().stream();
    const page = open();
    const [start, ...rest] = reading(TEN, { scope: ohio, images: ["ami-1", "ami-2"] });
    if (start) send(start);
    await vi.waitFor(() => expect(page.seen.at(-1)?.scopes).toEqual([ohio]));
    send({ type: "rows", scope: ohio, rows: [image("ami-1")] });
    await vi.waitFor(() => expect(page.seen.at(-1)?.length).toBe(1));
    send({ type: "rows", scope: ohio, rows: [image("ami-2")] }, ...rest.slice(1));
    close();

    expect(images(await page.settled())).toEqual({ [OHIO]: ["ami-1", "ami-2"] });
    expect(page.seen[1]?.length).toBe(1);
  });

  it("shows the first line together with rows that come right after it, and by itself where none do", async () => {
    const { stream } = route();
    const quick = stream();
    const page = open();
    quick.send({ type: "start", at: TEN, scopes: [ohio] });
    quick.send({ type: "rows", scope: ohio, rows: [image("first")] });
    await vi.waitFor(() => expect(page.seen).not.toEqual([]));
    expect(page.seen[0]).toMatchObject({ scopes: [ohio], length: 1 });
    quick.close();
    await page.settled();

    const slow = stream();
    const other = open("region=us-east-2");
    slow.send({ type: "start", at: TEN, scopes: [ohio] });
    await vi.waitFor(() => expect(other.seen).not.toEqual([]));
    expect(other.seen[0]).toMatchObject({ scopes: [ohio], length: 0 });
    slow.close();
    await other.settled();
  });

  it("shows what arrives within half a second together, and does not wait for more", async () => {
    const { send, close } = route().stream();
    const page = open();
    send({ type: "start", at: TEN, scopes: [ohio] }, { type: "rows", scope: ohio, rows: [image("first")] });
    await vi.waitFor(() => expect(page.seen.at(-1)?.length).toBe(1));
    const before = page.seen.length;
    for (const name of ["a", "b", "c"]) send({ type: "rows", scope: ohio, rows: [image(name)] });
    await vi.waitFor(() => expect(page.seen.at(-1)?.length).toBe(4));

    expect(page.seen.length).toBeLessThanOrEqual(before + 2);
    close();
    await page.settled();
  });

  it("that is cut has no end, and keeps its rows", async () => {
    route().answer(reading(TEN, { scope: ohio, images: ["ami-1"] }).slice(0, 2));
    const page = open();
    const set = await page.settled();

    expect([set?.length, set?.end, page.state()?.status]).toEqual([1, null, "success"]);
  });

  it("that breaks is an error, with the rows before it", async () => {
    const { send, fail } = route().stream();
    const page = open();
    send(...reading(TEN, { scope: ohio, images: ["ami-1"] }).slice(0, 2));
    await vi.waitFor(() => expect(page.seen.at(-1)?.length).toBe(1));
    fail();

    expect((await page.settled())?.length).toBe(1);
    expect(page.state()?.status).toBe("error");
  });

  it("that is refused shows nothing", async () => {
    route().refuse();
    const page = open();

    expect(await page.settled()).toBeUndefined();
    expect(page.state()?.error).toBeInstanceOf(RequestRefused);
  });

  it("ends when the page is left, and begins anew when somebody comes back", async () => {
    const { asked, answer, stream } = route();
    const { send } = stream();
    const page = open();
    send(...reading(TEN, { scope: ohio, images: ["ami-1"] }).slice(0, 2));
    await vi.waitFor(() => expect(page.seen.at(-1)?.length).toBe(1));
    page.leave();

    expect(asked[0]?.signal.aborted).toBe(true);
    expect(page.state()).toMatchObject({ fetchStatus: "idle" });
    answer(reading(NOON, { scope: ohio, images: ["ami-1", "ami-2"] }));
    page.comeBack();
    expect(await page.settled()).toMatchObject({ length: 2, end: { complete: true } });
  });
});

describe("a first reading of kept rows", () => {
  const at = (secondsAgo: number): string => new Date(Date.now() - secondsAgo * 1_000).toISOString();

  it("shows them at once, whatever their age, and reads anew behind them where they are old", async () => {
    const { asked, answer, stream } = route();
    const now = at(0);
    answer([{ type: "start", at: now, scopes: [ohio] }, ...reading(at(1_000), { scope: ohio, images: ["old"] }).slice(1)]);
    const { send, close } = stream();
    const page = open();
    await vi.waitFor(() => expect(images(page.seen.at(-1))).toEqual({ [OHIO]: ["old"] }));
    await vi.waitFor(() => expect(asked).toHaveLength(2));
    expect(page.state()?.fetchStatus).toBe("fetching");
    send(...reading(now, { scope: ohio, images: ["new"] }));
    close();

    expect(images(await page.settled())).toEqual({ [OHIO]: ["new"] });
    expect(asked.map(({ url }) => url)).toEqual(["/api/fast-launch-images?max-age=315576000", "/api/fast-launch-images?max-age=900"]);
  });

  it("asks once where they are young", async () => {
    const { asked, answer } = route();
    answer([{ type: "start", at: at(0), scopes: [ohio] }, ...reading(at(800), { scope: ohio, images: ["young"] }).slice(1)]);
    const page = open();

    expect(images(await page.settled())).toEqual({ [OHIO]: ["young"] });
    expect(asked).toHaveLength(1);
  });

  it("keeps them, with their age, where the server gives them in place of a reading that failed", async () => {
    const old = at(1_000);
    const { answer } = route();
    answer([{ type: "start", at: at(0), scopes: [ohio] }, ...reading(old, { scope: ohio, images: ["old"] }).slice(1)]);
    answer([
      { type: "start", at: at(0), scopes: [ohio] },
      { type: "rows", scope: ohio, rows: [image("old")] },
      { type: "failed", scope: ohio, error: denied("r"), readAt: old },
      { type: "end", complete: false, truncated: false, rows: 1 },
    ]);
    const page = open();

    const set = await page.settled();
    expect(images(set)).toEqual({ [OHIO]: ["old"] });
    expect(set).toMatchObject({ kept: [{ scope: ohio, readAt: old }], failures: [{ scope: ohio }] });
  });
});

describe("a refresh", () => {
  it("asks the server to read anew, which no other reading does", async () => {
    const { asked, answer } = route();
    answer(reading(TEN, { scope: ohio, images: [] }));
    answer(reading(NOON, { scope: ohio, images: [] }));
    const page = open("region=us-east-2");
    await page.settled();
    await refresh(page, "region=us-east-2");

    expect(asked.map(({ url }) => url)).toEqual([
      "/api/fast-launch-images?region=us-east-2&max-age=315576000",
      "/api/fast-launch-images?region=us-east-2&refresh=true",
    ]);
  });

  it("keeps the old rows until it has ended", async () => {
    const { answer, stream } = route();
    answer(reading(TEN, { scope: ohio, images: ["old"] }));
    const page = open();
    const old = await page.settled();
    const { send, close } = stream();
    const refreshing = refresh(page);
    const events = reading(NOON, { scope: ohio, images: ["new"] });
    send(...events.slice(0, 2));
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(page.seen.at(-1)).toBe(old);
    expect(page.state()?.fetchStatus).toBe("fetching");
    send(...events.slice(2));
    close();
    await refreshing;

    expect(images(page.seen.at(-1))).toEqual({ [OHIO]: ["new"] });
    expect(page.seen.at(-1)?.readAt).toBe(NOON);
  });

  it("keeps the last good rows of a scope that fails, and says how old they are", async () => {
    const { answer } = route();
    answer(reading(TEN, { scope: ohio, images: ["o-1"] }, { scope: paris, images: ["p-1", "p-2"] }));
    answer(reading(NOON, { scope: ohio, images: ["o-2"] }, { scope: paris, images: ["p-3"], failed: true }));
    const page = open();
    await page.settled();
    await refresh(page);
    const set = page.seen.at(-1);

    expect(images(set)).toEqual({ [OHIO]: ["o-2"], [PARIS]: ["p-1", "p-2"] });
    expect(set).toMatchObject({
      length: 3,
      kept: [{ scope: paris, readAt: TEN }],
      failures: [{ scope: paris, error: denied(NOON) }],
      done: [ohio],
      readAt: TEN,
      end: { complete: false, rows: 3 },
    });
    expect(set && isComplete(set)).toBe(false);
  });

  it("keeps them over any number of failures, as old as they are, until the scope is read", async () => {
    const { answer } = route();
    answer(reading(TEN, { scope: ohio, images: ["o-1"] }));
    answer(reading(ELEVEN, { scope: ohio, images: [], failed: true }));
    answer(reading(NOON, { scope: ohio, images: [], failed: true }));
    answer(reading(NOON, { scope: ohio, images: ["o-2"] }));
    const page = open();
    await page.settled();
    await refresh(page);
    await refresh(page);
    expect(page.seen.at(-1)?.kept).toEqual([{ scope: ohio, readAt: TEN }]);
    await refresh(page);

    expect(page.seen.at(-1)).toMatchObject({ kept: [], failures: [], end: { complete: true, rows: 1 } });
    expect(images(page.seen.at(-1))).toEqual({ [OHIO]: ["o-2"] });
  });

  it("takes what is there of a scope that never was read to its end, if it is more", async () => {
    const { answer } = route();
    answer(reading(TEN, { scope: ohio, images: ["a"], failed: true }));
    answer(reading(NOON, { scope: ohio, images: ["a", "b"], failed: true }));
    const page = open();
    await page.settled();
    await refresh(page);

    expect(images(page.seen.at(-1))).toEqual({ [OHIO]: ["a", "b"] });
    expect(page.seen.at(-1)?.kept).toEqual([]);
  });

  it("forgets a scope that is not read any more", async () => {
    const { answer } = route();
    answer(reading(TEN, { scope: ohio, images: ["o"] }, { scope: paris, images: ["p"] }));
    answer(reading(NOON, { scope: ohio, images: [], failed: true }));
    const page = open();
    await page.settled();
    await refresh(page);

    expect(images(page.seen.at(-1))).toEqual({ [OHIO]: ["o"] });
    expect(page.seen.at(-1)?.scopes).toEqual([ohio]);
  });

  it.each(["breaks", "is refused", "is cut"])("that %s leaves everything as it was, and is an error", async (how) => {
    const { answer, refuse, break: fail } = route();
    answer(reading(TEN, { scope: ohio, images: ["o"] }));
    const page = open();
    const old = await page.settled();
    if (how === "breaks") fail();
    if (how === "is refused") refuse();
    if (how === "is cut") answer(reading(NOON, { scope: ohio, images: [] }).slice(0, 2));
    await refresh(page);

    expect(page.state()).toMatchObject({ status: "error", fetchStatus: "idle" });
    expect(page.state()?.data).toBe(old);
  });

  it("ends when the page is left, and the old rows stay", async () => {
    const { asked, answer, stream } = route();
    answer(reading(TEN, { scope: ohio, images: ["o"] }));
    const page = open();
    const old = await page.settled();
    stream();
    const refreshing = refresh(page);
    await vi.waitFor(() => expect(asked).toHaveLength(2));
    page.leave();
    await refreshing;

    expect(asked[1]?.signal.aborted).toBe(true);
    expect(page.state()).toMatchObject({ data: old, fetchStatus: "idle", status: "success" });
  });
});
