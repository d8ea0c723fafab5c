import { afterEach, describe, expect, it, vi } from "vitest";
import type { Person } from "@/lib/server/auth/person";
import { OIDC } from "@/lib/server/auth/test-support";
import { rateLimitKey } from "./rate-limit-key";

const ann: Person = { id: "248289761001", name: "Ann", email: "ann@example.com", role: "viewer", groupsDoubt: null };

afterEach(() => {
  vi.unstubAllEnvs();
});

describe("a person who is signed in", () => {
  it("counts as themselves, at any address", () => {
    for (const [name, value] of Object.entries(OIDC)) vi.stubEnv(name, value);

    expect(rateLimitKey(ann, from("203.0.113.7"))).toBe(ann.id);
    expect(rateLimitKey(ann, from("127.0.0.1"))).toBe(ann.id);
  });
});

describe("without a sign-in", () => {
  it.each([
    ["a client counts as its address", "203.0.113.7", "203.0.113.7"],
    ["the address is the one that the nearest proxy saw, whatever the client claims", "198.51.100.1, 203.0.113.7", "203.0.113.7"],
    ["this machine does not count", "127.0.0.1", null],
    ["this machine does not count by IPv6 either", "::ffff:127.0.0.1", null],
  ])("%s", (_, forwarded, counted) => expect(rateLimitKey(ann, from(forwarded))).toBe(counted));
});

const from = (address: string) => new Headers({ "x-forwarded-for": address });
