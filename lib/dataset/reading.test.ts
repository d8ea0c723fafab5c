import { describe, expect, it } from "vitest";
import type { RowEvent } from "@/lib/core/row-events";
import { type FastLaunchImage, fastLaunchImages } from "@/lib/resources/fast-launch-images";
import { applyEvent, emptyReading, isComplete, type Reading } from "./reading";

type Event = RowEvent<FastLaunchImage>;

const ohio = { account: "111122223333", region: "us-east-2" };
const paris = { account: "111122223333", region: "eu-west-3" };
const start: Event = { type: "start", at: "2026-11-21T12:00:00.000Z", scopes: [ohio, paris] };
const denied = { kind: "denied", code: "UnauthorizedOperation", message: "not authorized", requestId: "r-1", httpStatus: null } as const;

describe("a row set", () => {
  it("is empty and not complete before the first line", () => {
    const set = emptyReading(fastLaunchImages);

    expect(set).toMatchObject({ length: 0, scopes: [], done: [], failures: [], kept: [], readAt: null, end: null });
    expect(isComplete(set)).toBe(false);
  });

  it("knows what is asked and since when, once reading begins", () => {
    expect(fold(start)).toMatchObject({ length: 0, scopes: [ohio, paris], readAt: "2026-11-21T12:00:00.000Z" });
  });

  it("holds the rows of all scopes as they arrive, each with its scope", () => {
    const set = fold(start, rows(ohio, "ami-1", "ami-2"), rows(paris, "ami-3"), rows(paris));

    expect(set.length).toBe(3);
    expect([...set.table.rows()].map(({ imageId, scope }) => [imageId, scope.region])).toEqual([
      ["ami-1", "us-east-2"],
      ["ami-2", "us-east-2"],
      ["ami-3", "eu-west-3"],
    ]);
  });

  it("is complete once the last line says so and every row is here", () => {
    const set = fold(start, rows(ohio, "ami-1"), done(ohio, 1), done(paris, 0), { type: "end", complete: true, truncated: false, rows: 1 });

    expect(isComplete(set)).toBe(true);
    expect(set.done).toEqual([ohio, paris]);
  });

  it("is not complete where the stream ended without its last line", () => {
    const set = fold(start, rows(ohio, "ami-1"), done(ohio, 1), done(paris, 0));

    expect(set.end).toBeNull();
    expect(isComplete(set)).toBe(false);
  });

  it("is not complete where a row was lost on the way", () => {
    expect(isComplete(fold(start, rows(ohio, "ami-1"), { type: "end", complete: true, truncated: false, rows: 2 }))).toBe(false);
  });

  it("keeps the rows and the reason of a scope that failed midway", () => {
    const set = fold(
      start,
      rows(ohio, "ami-1"),
      { type: "failed", scope: ohio, error: denied, readAt: null },
      { type: "end", complete: false, truncated: false, rows: 1 },
    );

    expect(set.length).toBe(1);
    expect(applyEvent(set, { type: "failed", scope: paris, error: denied, readAt: null }).failures).toEqual([
      { scope: ohio, error: denied },
      { scope: paris, error: denied },
    ]);
    expect(set.done).toEqual([]);
    expect(isComplete(set)).toBe(false);
  });

  it("lists failures in the order of the scopes, not in which they came", () => {
    const set = fold(
      start,
      { type: "failed", scope: paris, error: denied, readAt: null },
      { type: "failed", scope: ohio, error: denied, readAt: null },
    );

    expect(set.failures.map(({ scope }) => scope)).toEqual([ohio, paris]);
  });

  it("begins anew at a start line, and leaves the set before as it was", () => {
    const before = fold(
      start,
      rows(ohio, "ami-1"),
      { type: "failed", scope: paris, error: denied, readAt: null },
      { type: "end", complete: false, truncated: false, rows: 1 },
    );
    const after = applyEvent(applyEvent(before, start), rows(ohio, "ami-2"));

    expect([...after.table.rows()].map(({ imageId }) => imageId)).toEqual(["ami-2"]);
    expect(after).toMatchObject({ length: 1, failures: [], end: null });
    expect([...before.table.rows()].map(({ imageId }) => imageId)).toEqual(["ami-1"]);
    expect(before).toMatchObject({ length: 1, end: { complete: false, rows: 1 } });
  });

  it("is another object after each line, so that a page sees the change", () => {
    const set = fold(start);

    expect(applyEvent(set, rows(ohio, "ami-1"))).not.toBe(set);
    expect(set.length).toBe(0);
  });
});

const fold = (...events: Event[]) => events.reduce<Reading<FastLaunchImage>>(applyEvent, emptyReading(fastLaunchImages));
const done = (scope: typeof ohio, count: number): Event => ({
  type: "done",
  scope,
  pages: 1,
  rows: count,
  nextToken: null,
  readAt: "2026-11-21T12:00:00.000Z",
  source: "aws",
});

function rows(scope: typeof ohio, ...imageIds: string[]): Event {
  const image = {
    resourceType: null,
    snapshotConfiguration: null,
    launchTemplate: null,
    maxParallelLaunches: null,
    ownerId: null,
    state: null,
    stateTransitionReason: null,
    stateTransitionTime: null,
  };
  return { type: "rows", scope, rows: imageIds.map((imageId) => ({ imageId, ...image })) };
}
