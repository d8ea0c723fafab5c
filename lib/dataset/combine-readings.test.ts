import { describe, expect, it } from "vitest";
import { type Answer, ohio, paris, reading } from "@/lib/client/test-support";
import { fastLaunchImages } from "@/lib/resources/fast-launch-images";
import { combineReadings } from "./combine-readings";
import { applyEvent, emptyReading, isComplete } from "./reading";

const ohioAnswers: Answer = { scope: ohio, images: ["ami-1"] };
const parisFails: Answer = { scope: paris, images: [], failed: true };

describe("rows that are put together from several lists", () => {
  it("are all there where every list is, and as old as the oldest", () => {
    const together = combineReadings(read("2026-11-21T10:00:00Z", ohioAnswers), [read("2026-11-21T09:00:00Z", ohioAnswers)], 1);

    expect(isComplete(together)).toBe(true);
    expect(together.readAt).toBe("2026-11-21T09:00:00Z");
    expect(together.done).toEqual([ohio]);
  });

  it("are partial where any list is, and name a scope once", () => {
    const failing = read("2026-11-21T09:00:00Z", ohioAnswers, parisFails);
    const together = combineReadings(failing, [failing, read("2026-11-21T09:00:00Z", ohioAnswers)], 1);

    expect(together.end).toEqual({ complete: false, truncated: false, rows: 1 });
    expect(together.scopes).toEqual([ohio, paris]);
    expect(together.failures.map(({ scope }) => scope)).toEqual([paris]);
  });

  it("have not ended while a list comes in for the first time, and have while one is read again", () => {
    const first = read("2026-11-21T09:00:00Z", ohioAnswers);
    const coming = { set: emptyReading(fastLaunchImages), isFetching: true };

    expect(combineReadings(first, [coming], 1).end).toBeNull();
    expect(combineReadings(first, [{ ...first, isFetching: true }], 1).end).toEqual({ complete: true, truncated: false, rows: 1 });
  });

  it("are partial where a list was cut short, or could not be asked for", () => {
    const first = read("2026-11-21T09:00:00Z", ohioAnswers);
    const never = { set: emptyReading(fastLaunchImages), isFetching: false };

    expect(combineReadings(first, [never], 1).end).toEqual({ complete: false, truncated: false, rows: 1 });
  });

  it("are none where the first list has none, whatever the others say", () => {
    const none = read("2026-11-21T09:00:00Z", { scope: ohio, images: [] });

    expect(isComplete(combineReadings(none, [read("2026-11-21T09:00:00Z", parisFails)], 0))).toBe(true);
  });
});

function read(readAt: string, ...answers: Answer[]) {
  return { set: reading(readAt, ...answers).reduce(applyEvent, emptyReading(fastLaunchImages)), isFetching: false };
}
