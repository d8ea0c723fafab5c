import fc from "fast-check";
import { afterEach, expect, it, vi } from "vitest";
import { noteServerTime, serverNow } from "@/lib/client/server-clock";
import { scopeKey } from "@/lib/core/scope";
import { contradictions, nothingSaid } from "./evidence-claims.test-support";
import { type Moments, Readings } from "./evidence-readings.test-support";
import { quietStory, shiftingStory, wildStory } from "./evidence-stories.test-support";
import { World } from "./evidence-world.test-support";

const BEGAN = Date.now();
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** One scope a story: what is kept of another's is no concern of it. */
let serial = 0;
afterEach(() => vi.useRealTimers());

it.each([
  ["whatever happens while its lists are read", wildStory, 150],
  ["where little happens while its lists are read", fc.oneof(quietStory, { weight: 2, arbitrary: shiftingStory }), 250],
])("says nothing of an image that AWS contradicts, %s", async (_, story, numRuns) => {
  const said = nothingSaid();
  await fc.assert(
    fc.asyncProperty(story, async ({ past, listsNewestFirst, turns, steps, pageSize, later, clockAhead }) => {
      serial += 1;
      const scope = { account: String(serial).padStart(12, "0"), region: "us-east-2" };
      const world = new World(BEGAN, listsNewestFirst);
      for (const each of past) {
        world.happen(each);
        world.now += 60_000;
      }
      const readings = new Readings(world, scope, [...turns], pageSize);
      for (const { list, isRetry } of steps) await readings.read(list, isRetry);
      world.now += later * HOUR_MS;
      const { sources, moments, launchesBefore } = readings;
      const key = scopeKey(scope);
      const listing = momentsOf(moments, sources.entries?.set.proofs[key]);
      const referring = momentsOf(moments, sources.references?.set.proofs[key]);
      const moment = { now: inBrowser(world.now, clockAhead), maxReadingMs: DAY_MS };

      expect(contradictions(sources, new Map([[key, { world, listing, referring, launchesBefore }]]), moment, said)).toEqual([]);
    }),
    { numRuns, seed: 12 },
  );

  expect(Math.min(...Object.values(said))).toBeGreaterThan(3);
});

/** The time by which a browser judges, milliseconds since 1970, where its own clock is days ahead of the server's. */
function inBrowser(server: number, daysAhead: number): number {
  vi.useFakeTimers({ toFake: ["Date"], now: server + daysAhead * DAY_MS });
  noteServerTime(new Date(server).toISOString());
  const now = serverNow();
  vi.useRealTimers();
  return now;
}

const momentsOf = (moments: WeakMap<object, Moments>, proof: unknown): Moments | null =>
  typeof proof === "object" && proof !== null ? (moments.get(proof) ?? null) : null;
