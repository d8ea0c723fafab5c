import { expect, it } from "vitest";
import { utcTime } from "./utc-time";

it.each([
  ["a moment in UTC", "2026-11-21T10:32:05.678Z", "2026-11-21 10:32:05 UTC"],
  ["a moment of another offset in UTC", "2026-11-21T10:32:05+02:00", "2026-11-21 08:32:05 UTC"],
  ["a text that is no time as it is", "soon", "soon"],
])("a printed page has %s", (_, iso, text) => expect(utcTime(iso)).toBe(text));
