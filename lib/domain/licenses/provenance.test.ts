import { describe, expect, it } from "vitest";
import type { ReadingProgress } from "@/lib/dataset/reading";
import { completeness } from "./provenance";

const ohio = { account: "111122223333", region: "us-east-2" };
const paris = { account: "111122223333", region: "eu-west-3" };
const denied = { kind: "denied", code: "AccessDeniedException", message: "not authorized.", requestId: "req-1", httpStatus: null } as const;
const throttled = {
  kind: "throttled",
  code: "RateLimitExceededException",
  message: "slow down",
  requestId: null,
  httpStatus: null,
} as const;

const COMPLETE = reading({ done: [ohio, paris], length: 5, end: { complete: true, truncated: false, rows: 5 } });
const DENIED = reading({
  failures: [{ scope: ohio, error: denied }],
  done: [paris],
  length: 5,
  end: { complete: false, truncated: false, rows: 5 },
});

describe("how much of a reading is there", () => {
  it.each<[string, ReadingProgress, boolean, string, string]>([
    ["all", COMPLETE, false, "complete", "2 scopes read to the end."],
    ["all, while it is read again", COMPLETE, true, "complete", "2 scopes read to the end."],
    ["some, while it is read", reading({ length: 5 }), true, "reading", "Still being read."],
    [
      "a part, with AWS's words on the rest",
      DENIED,
      false,
      "partial",
      "Not complete: 1 of 2 scopes read to the end. 111122223333 us-east-2: AccessDeniedException, not authorized, request id req-1.",
    ],
    [
      "nothing, where AWS refused all",
      reading({ failures: [ohio, paris].map((scope) => ({ scope, error: denied })), end: { complete: false, truncated: false, rows: 0 } }),
      false,
      "not permitted",
      "Not complete: 0 of 2 scopes read to the end.",
    ],
    [
      "nothing, where AWS failed",
      reading({
        failures: [ohio, paris].map((scope) => ({ scope, error: throttled })),
        end: { complete: false, truncated: false, rows: 0 },
      }),
      false,
      "failed",
      "Not complete: 0 of 2 scopes read to the end.",
    ],
    ["a part, where the connection broke", reading({ length: 5 }), false, "partial", "Not complete. The connection broke before the end."],
    ["nothing, where it broke at once", reading({}), false, "failed", "Not complete. The connection broke before the end."],
  ])("is said to be %s", (_, set, isFetching, outcome, words) => {
    const said = completeness({ set, isFetching, error: null });

    expect(said.outcome).toBe(outcome);
    expect(said.words).toContain(words);
  });
});

function reading(members: Partial<ReadingProgress>): ReadingProgress {
  return { length: 0, scopes: [ohio, paris], done: [], failures: [], kept: [], readAt: "2026-11-21T12:00:00.000Z", end: null, ...members };
}
