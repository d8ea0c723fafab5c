import { describe, expect, it } from "vitest";
import type { RowEvent } from "@/lib/core/row-events";
import type { Scope } from "@/lib/core/scope";
import { type Image, images } from "@/lib/resources/images";
import type { LiveReading } from "./reading";
import { type Asked, done, end, failed, source, whole } from "./test-support";
import { whyAnyUnknown, whyUnknown } from "./why-unknown";

const ohio: Scope = { account: "111122223333", region: "us-east-2" };
const paris: Scope = { account: "111122223333", region: "eu-west-3" };
const list = (events: readonly RowEvent<Image>[], asked: Asked) => source<Image>(images, events, asked);

describe("whether the rows of a scope are all here", () => {
  const read = whole<Image>(images, ohio, []);

  it.each<[string, LiveReading<Image>, string]>([
    ["is so once the scope is done, while others are being read", list([done(ohio)], { scopes: [ohio, paris], isFetching: true }), "known"],
    [
      "is so of a scope that is done, though another failed",
      list([done(ohio), failed(paris), end(0, false)], { scopes: [ohio, paris] }),
      "known",
    ],
    ["is not yet so before the scope is done", list([], { scopes: [ohio], isFetching: true }), "reading"],
    ["is not yet so before the first line", list([], { scopes: [], isFetching: true }), "reading"],
    ["fails with the scope", list([failed(ohio), end(0, false)], { scopes: [ohio] }), "failed"],
    ["fails with the scope, while others are being read", list([failed(ohio)], { scopes: [ohio, paris], isFetching: true }), "failed"],
    ["is not permitted where AWS refuses", list([failed(ohio, "denied"), end(0, false)], { scopes: [ohio] }), "not permitted"],
    ["fails where the stream was cut", list([], { scopes: [ohio] }), "failed"],
    ["fails where rows were lost", list([done(ohio), end(3)], { scopes: [ohio] }), "failed"],
    ["fails where nothing could be asked", list([], { scopes: [], error: new TypeError("Failed to fetch") }), "failed"],
    [
      "fails where rows are of an older reading",
      { ...read, set: { ...read.set, kept: [{ scope: ohio, readAt: "2026-11-19T12:00:00Z" }] } },
      "failed",
    ],
    ["is not known of a scope that was not asked", list([done(paris), end(0)], { scopes: [paris] }), "not reported"],
  ])("%s", (_, of, state) => expect(whyUnknown(of, ohio, "Images")?.state ?? "known").toBe(state));
});

describe("whether the rows of all scopes are here", () => {
  const both = { scopes: [ohio, paris] };

  it.each<[string, LiveReading<Image>, string]>([
    ["is so where every scope was read to its end", list([done(ohio), done(paris), end(0)], both), "known"],
    ["is so while they are read again", list([done(ohio), done(paris), end(0)], { ...both, isFetching: true }), "known"],
    ["is not permitted where AWS refused one scope", list([done(ohio), failed(paris, "denied"), end(0, false)], both), "not permitted"],
    ["is not yet so while one is read", list([done(ohio)], { ...both, isFetching: true }), "reading"],
    ["is not yet so before the last line", list([done(ohio), done(paris)], { ...both, isFetching: true }), "reading"],
    ["is not yet so before the first line", list([], { scopes: [] }), "reading"],
    ["fails where the stream was cut", list([done(ohio)], both), "failed"],
    ["fails where only the last line is missing", list([done(ohio), done(paris)], both), "failed"],
    ["fails where rows were lost", list([done(ohio), done(paris), end(3)], both), "failed"],
    ["fails where nothing could be asked", list([], { scopes: [], error: new TypeError("Failed to fetch") }), "failed"],
  ])("%s", (_, of, state) => expect(whyAnyUnknown(of, "Images")?.state ?? "known").toBe(state));
});
